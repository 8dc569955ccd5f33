package io.cairn.node.api;

import io.cairn.engine.model.CairnException;
import java.util.function.Supplier;

/** What comes in a parameter and is parsed elsewhere. */
final class Input {
    private Input() {}

    /** Parses a parameter; what refuses it names the parameter. */
    static <T> T parse(String parameter, Supplier<T> parser) {
        try {
            return parser.get();
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Incorrect(malformed.code(), parameter, malformed.getMessage());
        }
    }
}
