package io.cairn.engine.sql;

import io.cairn.engine.dialect.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one catalog that may be used again, the oldest let go. By account too, so that nothing that was planned
 * with the rights of one serves another.
 */
final class Plans {
    private static final int PLANS_MAX = 64;
    private static final int TEXT_LENGTH_MAX = 8_192;

    private final Map<Asked, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Asked, Statement.Engine> texts = new LinkedHashMap<>(16, 0.75f, true);

    /** Texts that differ in a number have codes that differ in few bits, which a table by hash would put together. */
    private record Asked(String text, String user) {
        @Override
        public int hashCode() {
            return (31 * text.hashCode() + user.hashCode()) * 0x9E37_79B9;
        }
    }

    /** A statement in H2's words: what it is read with is the catalog, so every account reads the same. */
    Statement.Engine read(String text, Supplier<Statement.Engine> reader) {
        Statement.Engine known = texts.get(new Asked(text, ""));
        if (known != null) {
            return known;
        }
        Statement.Engine read = reader.get();
        if (text.length() <= TEXT_LENGTH_MAX) {
            texts.put(new Asked(text, ""), read);
            if (texts.size() > PLANS_MAX) {
                texts.remove(texts.keySet().iterator().next());
            }
        }
        return read;
    }

    /** The statement in H2's words where this text was read before; else null. */
    Statement.@Nullable Engine known(String text) {
        return texts.get(new Asked(text, ""));
    }

    /** Takes a plan out: nobody else uses it. */
    @Nullable
    Plan take(String text, SqlContext context) {
        return plans.remove(new Asked(text, context.user()));
    }

    void keep(String text, Plan plan) {
        if (text.length() > TEXT_LENGTH_MAX || !plan.isReusable()) {
            return;
        }
        plans.put(new Asked(text, plan.context().user()), plan);
        if (plans.size() > PLANS_MAX) {
            plans.remove(plans.keySet().iterator().next());
        }
    }
}
