package io.cairn.node.weavedb;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Rules: what never took effect there, without a word, is named. */
final class Rules {
    /** What WeaveDB does where it runs no rule. */
    private static final Value DENIES = list(Value.of("write"), list(list(Value.of("deny()"))));

    private Rules() {}

    private static Value list(Value... values) {
        return new Value.Array(List.of(values));
    }

    static void translate(String collection, Value rules, String at, Translation.Writer writer) {
        List<Value> kept = new ArrayList<>();
        List<Value> all = Translation.list(rules, at);
        for (int i = 0; i < all.size(); i++) {
            String place = at + "/" + i;
            if (!(all.get(i) instanceof Value.Array(var rule))
                    || rule.size() != 2
                    || !(rule.get(0) instanceof Value.Text(var key))
                    || !(rule.get(1) instanceof Value.Array(var program))) {
                writer.leaveOut(place, "a rule is [operations, program]");
                continue;
            }
            if (!program.isEmpty() && !(program.getFirst() instanceof Value.Array)) {
                writer.leaveOut(
                        place,
                        "a program is a list of blocks, each a list: WeaveDB runs nothing of this one and denies; write"
                                + " [[…]] if it is to take effect");
                continue;
            }
            if (key.indexOf(' ') >= 0) {
                writer.change(
                        place, "the spaces between operations kept WeaveDB from matching them; here they do no harm");
            }
            if (key.indexOf('#') >= 0) {
                writer.change(place, "a key with a #suffix never matches in WeaveDB; here the suffix is only a name");
            }
            kept.add(all.get(i));
        }
        if (kept.isEmpty()) {
            kept.add(DENIES);
            writer.change(
                    at,
                    "no rule is left, which denies in WeaveDB; here a collection without rules lets writers write, so a rule"
                            + " that denies every write stands in");
        }
        writer.queryOn("setRules", new Value.Array(kept), collection);
    }
}
