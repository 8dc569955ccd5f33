package io.cairn.node.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request: the client's own where it sent a decent one, else one that no other request of this process
 * has. The text is made only when somebody asks.
 */
record RequestId(@Nullable String given, long number) {
    private static final int GIVEN_LENGTH_MAX = 64;
    private static final String PROCESS =
            HexFormat.of().toHexDigits(new SecureRandom().nextInt()).concat("-");
    private static final AtomicLong COUNTER = new AtomicLong();

    static RequestId of(@Nullable String given) {
        return given != null && isDecent(given)
                ? new RequestId(given, 0)
                : new RequestId(null, COUNTER.incrementAndGet());
    }

    String text() {
        return given != null ? given : PROCESS + Long.toHexString(number);
    }

    private static boolean isDecent(String text) {
        boolean decent = !text.isEmpty() && text.length() <= GIVEN_LENGTH_MAX;
        for (int i = 0; decent && i < text.length(); i++) {
            char c = text.charAt(i);
            decent = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
        }
        return decent;
    }
}
