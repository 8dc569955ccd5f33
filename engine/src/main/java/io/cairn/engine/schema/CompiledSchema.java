package io.cairn.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.ValidationLimitExceededException;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema 2020-12, ready to validate documents. References lead to places in the schema itself, or to the
 * metaschema; {@code format} and the keywords of contents are annotations; patterns are RE2's. What it says of a document
 * and what that costs are the same on every machine. Validations may run beside each other.
 */
public final class CompiledSchema {
    /** Most bytes of a schema. */
    public static final int BYTES_MAX = 64 * 1024;

    private static final long SCHEMA_STEPS_MAX = 5_000_000;

    private static final CompiledSchema META =
            unchecked(Value.Document.builder().put("$ref", Metaschema.ID).build());

    private final Schema schema;
    private final int namePatterns;
    private final int parts;

    private CompiledSchema(SchemaCompiler.Compiled compiled) {
        this.schema = compiled.schema();
        this.namePatterns = compiled.namePatterns();
        this.parts = compiled.parts();
    }

    /**
     * Compiles a schema.
     *
     * @throws CairnException.Refused {@code schema-malformed}, {@code schema-not-supported}, {@code schema-too-large} or
     *     {@code schema-too-costly}, at the place in it
     */
    public static CompiledSchema of(Value.Document source) {
        ByteWriter bytes = new ByteWriter(256);
        ValueCodec.encode(source, bytes);
        if (bytes.size() > BYTES_MAX) {
            throw Refusals.refused(Refusals.TOO_LARGE, "", "a schema has at most " + BYTES_MAX + " bytes");
        }
        Value dialect = source.get("$schema");
        if (dialect != null && !dialect.equals(Value.of(Metaschema.ID))) {
            throw Refusals.refused(Refusals.NOT_SUPPORTED, "/$schema", "schemas are of " + Metaschema.ID);
        }
        requireSchema(source);
        CompiledSchema compiled = unchecked(source);
        compiled.requireEndsAtOnce();
        return compiled;
    }

    private static void requireSchema(Value.Document source) {
        Violation violation;
        try {
            violation = META.violationIn(source, new Meter(SCHEMA_STEPS_MAX));
        } catch (CairnException.Refused tooCostly) {
            throw Refusals.refused(tooCostly.code(), "", "the check of this schema takes too many steps");
        }
        if (violation != null) {
            throw Refusals.refused(
                    Refusals.MALFORMED,
                    violation.pointer(),
                    "by JSON Schema 2020-12 this place breaks " + violation.keyword());
        }
    }

    /** Refuses a schema that no document is small enough for, such as a reference to itself. */
    private void requireEndsAtOnce() {
        try {
            violation(Value.Document.EMPTY, new Meter(Meter.DOCUMENT_STEPS_MAX));
        } catch (CairnException.Refused tooCostly) {
            throw Refusals.refused(tooCostly.code(), "", "the check of an empty document by it takes too many steps");
        }
    }

    /** A schema that was checked when it was stored. */
    static CompiledSchema unchecked(Value.Document source) {
        return new CompiledSchema(SchemaCompiler.compile(source));
    }

    /** Whether a name is a keyword of JSON Schema 2020-12. */
    public static boolean isKeyword(String name) {
        return Metaschema.KEYWORDS.contains(name);
    }

    /**
     * Demands that a document fits.
     *
     * @throws CairnException.Refused {@code schema-violation} at the smallest pointer to what breaks the schema, or {@code
     *     schema-too-costly}
     */
    public void require(Value.Document document) {
        Violation violation = violation(document, new Meter(Meter.DOCUMENT_STEPS_MAX));
        if (violation != null) {
            throw new CairnException.Refused(
                    "schema-violation",
                    "data/documents" + violation.pointer(),
                    "by the schema " + violation,
                    violation.shown());
        }
    }

    /**
     * The smallest violation; null where the document fits.
     *
     * @throws CairnException.Refused {@code schema-too-costly}
     */
    public @Nullable Violation violation(Value document, Meter meter) {
        return meter.forDocument(document, namePatterns, part -> violationIn(document, part));
    }

    /** How many keywords and names it has, with the copies that references made. */
    int parts() {
        return parts;
    }

    private @Nullable Violation violationIn(Value document, Meter meter) {
        Run run = new Run(meter);
        try {
            schema.validate(run, Nodes.view(document, meter));
        } catch (CairnException refused) {
            throw refused;
        } catch (ValidationLimitExceededException tooDeep) {
            throw Meter.tooCostly();
        } catch (RuntimeException failed) {
            // A fault of the library, the same everywhere, must not stop the database.
            throw new CairnException.Refused(
                    Refusals.NOT_SUPPORTED, "data/documents", "the validator fails on this document");
        }
        List<Error> errors = run.getErrors();
        return errors.stream()
                .map(CompiledSchema::violation)
                .min(Violation::compareTo)
                .orElse(null);
    }

    private static Violation violation(Error error) {
        String property = error.getProperty();
        String place = (property == null
                        ? error.getInstanceLocation()
                        : error.getInstanceLocation().append(property))
                .toString();
        return new Violation(
                place == null ? "" : place, error.getKeyword(), "#" + Refusals.pointer(error.getSchemaLocation()));
    }
}
