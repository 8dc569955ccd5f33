package io.cairn.node.gateway;

import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the text of a statement says before it is run.
 *
 * @param text as the engine takes it
 * @param control what it does to the transaction or the session; nothing for any other
 * @param isHousekeeping whether it is VACUUM or ANALYZE
 * @param telling the words that say what it does
 */
record SentText(String text, Optional<Statement.Session> control, boolean isHousekeeping, List<String> telling) {
    /**
     * Reads what a client has sent.
     *
     * @throws CairnException.Incorrect where a statement about the transaction or the session is malformed
     */
    static SentText of(String sql) {
        String text = ParameterMarks.numbered(sql);
        return new SentText(text, SqlEngine.control(text), Housekeeping.isAsked(text), Words.telling(text));
    }

    /** What a change is called whose rows are given back. */
    String verb() {
        return Tags.verb(telling);
    }

    /** The texts sent last: clients send the same again and again. Not thread-safe. */
    static final class Known {
        private static final int TEXTS_MAX = 256;
        private static final int CHARACTERS_MAX = 1_000;

        private final Map<String, SentText> texts = new LinkedHashMap<>(16, 0.75f, true);

        /** As {@link SentText#of}. */
        SentText of(String sql) {
            SentText known = texts.get(sql);
            if (known != null) {
                return known;
            }
            SentText read = SentText.of(sql);
            if (sql.length() <= CHARACTERS_MAX) {
                texts.put(sql, read);
                if (texts.size() > TEXTS_MAX) {
                    texts.remove(texts.keySet().iterator().next());
                }
            }
            return read;
        }
    }
}
