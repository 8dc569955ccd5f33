package io.cairn.node.api;

import io.cairn.engine.mutation.Signed;
import io.cairn.engine.state.ReadPolicy;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Read tokens whose signatures were checked lately: a reader sends the same one with every question.
 *
 * <p>Threading: any thread.
 */
final class KnownTokens {
    private static final int TOKENS_MAX = 1_000;

    private final Map<String, Signed> known = new LinkedHashMap<>(16, 0.75f, true);

    /** A token with the result of checking its signature; nothing else of it is checked. */
    Signed of(byte[] token) {
        String text = Base64.getEncoder().encodeToString(token);
        synchronized (known) {
            Signed found = known.get(text);
            if (found != null) {
                return found;
            }
        }
        Signed signed = ReadPolicy.signed(token);
        synchronized (known) {
            known.put(text, signed);
            if (known.size() > TOKENS_MAX) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return signed;
    }
}
