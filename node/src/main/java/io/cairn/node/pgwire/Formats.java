package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.List;

/** Which values are text and which are binary: none said is all text, one said is for all, else one for each. */
record Formats(List<Integer> codes) {
    static final Formats TEXT = new Formats(List.of());

    Formats {
        codes = List.copyOf(codes);
        for (int code : codes) {
            if (code != 0 && code != 1) {
                throw SqlFailure.of(SqlState.INVALID_PARAMETER, "unsupported format code: " + code);
            }
        }
    }

    static Formats read(Body body) {
        int count = body.count(2);
        Integer[] codes = new Integer[count];
        for (int i = 0; i < count; i++) {
            codes[i] = body.int16();
        }
        return new Formats(List.of(codes));
    }

    /** Refuses formats that are neither none, nor one, nor as many as there are values. */
    void require(int values, String what) {
        if (codes.size() > 1 && codes.size() != values) {
            throw SqlFailure.of(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message has " + codes.size() + " " + what + " formats but there are " + values);
        }
    }

    boolean isBinary(int index) {
        return !codes.isEmpty() && codes.get(codes.size() == 1 ? 0 : index) == 1;
    }
}
