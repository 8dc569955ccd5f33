package io.cairn.engine.schema;

import com.networknt.schema.SchemaLocation;
import io.cairn.engine.model.CairnException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Refusals of schemas. */
final class Refusals {
    /** Code of a schema that is none by JSON Schema 2020-12. */
    static final String MALFORMED = "schema-malformed";

    /** Code of a schema that asks for what is not done here. */
    static final String NOT_SUPPORTED = "schema-not-supported";

    /** Code of a schema that is too large. */
    static final String TOO_LARGE = "schema-too-large";

    private Refusals() {}

    /** What is made of a place in a schema, whose refusal names that place. */
    static <T> T at(SchemaLocation place, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (CairnException.Refused refused) {
            throw refused(refused.code(), pointer(place), refused.getMessage());
        }
    }

    /** The JSON pointer of a place in a schema. */
    static String pointer(@Nullable SchemaLocation place) {
        return place == null || place.getFragment() == null
                ? ""
                : place.getFragment().toString();
    }

    /**
     * A refusal.
     *
     * @param pointer the place in the schema, a JSON pointer
     */
    static CairnException.Refused refused(String code, String pointer, String what) {
        return new CairnException.Refused(code, "data/schema" + pointer, what);
    }
}
