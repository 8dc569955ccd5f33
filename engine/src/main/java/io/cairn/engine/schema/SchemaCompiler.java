package io.cairn.engine.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.AbstractKeywordValidator;
import com.networknt.schema.keyword.DynamicRefValidator;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.keyword.RefValidator;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the library's validators of one schema, with the keywords of here, and finds where each reference leads. Bounds
 * what that takes: a reference copies what it leads to, and a schema may spell one place in many ways.
 */
final class SchemaCompiler {
    /** Most keywords and names in the schema and all the copies that references make. */
    private static final int PARTS_MAX = 20_000;

    /** What the library does; all else that has a meaning is an assertion. */
    private static final List<KeywordType> APPLICATORS = List.of(
            KeywordType.ADDITIONAL_PROPERTIES,
            KeywordType.ALL_OF,
            KeywordType.ANY_OF,
            KeywordType.CONTAINS,
            KeywordType.DEPENDENCIES,
            KeywordType.DEPENDENT_SCHEMAS,
            KeywordType.DYNAMIC_REF,
            KeywordType.FALSE,
            KeywordType.IF_THEN_ELSE,
            KeywordType.ITEMS,
            KeywordType.MAX_CONTAINS,
            KeywordType.MIN_CONTAINS,
            KeywordType.NOT,
            KeywordType.ONE_OF,
            KeywordType.PATTERN_PROPERTIES,
            KeywordType.PREFIX_ITEMS,
            KeywordType.PROPERTIES,
            KeywordType.PROPERTY_NAMES,
            KeywordType.REF,
            KeywordType.TRUE,
            KeywordType.UNEVALUATED_ITEMS,
            KeywordType.UNEVALUATED_PROPERTIES);

    private final Patterns patterns = new Patterns();
    private final List<AbstractKeywordValidator> references = new ArrayList<>();
    private int parts;
    private int namePatterns;

    /**
     * The validators of a schema.
     *
     * @param namePatterns size of the patterns for names
     * @param parts keywords and names, with all copies
     */
    record Compiled(Schema schema, int namePatterns, int parts) {}

    /**
     * Compiles a schema that the metaschema takes.
     *
     * @throws CairnException.Refused with the place in the schema
     */
    static Compiled compile(Value.Document source) {
        SchemaCompiler compiler = new SchemaCompiler();
        try {
            Schema schema = compiler.registry().getSchema(Nodes.copy(source));
            compiler.resolve();
            return new Compiled(schema, compiler.namePatterns, compiler.parts);
        } catch (RuntimeException malformed) {
            // What a reference leads to was not checked by the metaschema, and the library is not of one mind what to
            // throw.
            throw refusal(
                    malformed, Refusals.refused(Refusals.MALFORMED, "", "this is no schema of JSON Schema 2020-12"));
        }
    }

    private SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .preloadSchema(false)
                .messageSource((key, text, locale, arguments) -> key)
                .regularExpressionFactory(patterns)
                .build();
        Dialect dialect = dialect();
        return SchemaRegistry.withDialect(
                dialect,
                builder -> builder.schemaRegistryConfig(config)
                        .dialectRegistry((id, registry) -> requireKnown(id, dialect))
                        .schemaCacheEnabled(false)
                        .nodeReader(Metaschema.READER)
                        .schemaLoader(Metaschema.LOADER));
    }

    private static Dialect requireKnown(String id, Dialect dialect) {
        if (id.equals(Metaschema.ID) || id.equals(Metaschema.ID + "#")) {
            return dialect;
        }
        throw Refusals.refused(Refusals.NOT_SUPPORTED, "", "schemas are of " + Metaschema.ID + ", not of " + id);
    }

    private Dialect dialect() {
        List<Keyword> keywords = new ArrayList<>();
        APPLICATORS.forEach(applicator -> keywords.add(new Counted(applicator)));
        Assertions.all().forEach(assertion -> keywords.add(new Counted(assertion)));
        keywords.add(new Counted(Assertions.pattern(patterns)));
        // Where schemas may be that only references lead to.
        for (String name : List.of("$defs", "definitions", "then", "else")) {
            keywords.add(new Counted(new NonValidationKeyword(name)));
        }
        // The library reads them itself where the dialect has them.
        keywords.add(new Counted(new Silent("$anchor")));
        keywords.add(new Counted(new Silent("$dynamicAnchor")));
        return Dialect.builder(Metaschema.ID)
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword("$id")
                .keywords(keywords)
                .unknownKeywordFactory((name, context) -> null)
                .build();
    }

    /** Compiles what references lead to, which may refer on. */
    private void resolve() {
        for (int i = 0; i < references.size(); i++) {
            AbstractKeywordValidator reference = references.get(i);
            String pointer = Refusals.pointer(reference.getSchemaLocation());
            Schema target;
            try {
                target = target(reference);
            } catch (RuntimeException unresolved) {
                throw refusal(unresolved, unresolved(pointer, reference));
            }
            if (target == null) {
                throw unresolved(pointer, reference);
            }
        }
    }

    private static @Nullable Schema target(AbstractKeywordValidator reference) {
        return reference instanceof RefValidator ref
                ? ref.getSchemaRef().getSchema()
                : ((DynamicRefValidator) reference)
                        .getSchemaRef(new ExecutionContext())
                        .getSchema();
    }

    private static CairnException unresolved(String pointer, AbstractKeywordValidator reference) {
        String text = reference.getSchemaNode().asString();
        return text.startsWith("#")
                ? Refusals.refused(Refusals.MALFORMED, pointer, "there is no schema at " + text)
                : Refusals.refused(
                        Refusals.NOT_SUPPORTED, pointer, "schemas are not fetched, and this one has no " + text);
    }

    /** A refusal that the library has wrapped, or what it found itself. */
    private static CairnException refusal(RuntimeException thrown, CairnException otherwise) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CairnException refused) {
                return refused;
            }
        }
        return otherwise;
    }

    /** A keyword that says nothing of documents. */
    private static final class Silent extends AbstractKeyword {
        Silent(String name) {
            super(name);
        }

        @Override
        public @Nullable KeywordValidator newValidator(
                SchemaLocation location, JsonNode operand, Schema parent, SchemaContext context) {
            return null;
        }
    }

    /** A keyword whose uses are counted. */
    private final class Counted extends AbstractKeyword {
        private final Keyword keyword;

        Counted(Keyword keyword) {
            super(keyword.getValue());
            this.keyword = keyword;
        }

        @Override
        public @Nullable KeywordValidator newValidator(
                SchemaLocation location, JsonNode operand, Schema parent, SchemaContext context) throws Exception {
            parts += 1 + operand.size();
            if (parts > PARTS_MAX) {
                throw Refusals.refused(
                        Refusals.TOO_LARGE, "", "a schema has at most " + PARTS_MAX + " parts, counting copies");
            }
            if (keyword == KeywordType.PATTERN_PROPERTIES) {
                namePatterns += sizeOfPatterns(operand, location);
            } else if (keyword == KeywordType.ADDITIONAL_PROPERTIES) {
                // It compiles the patterns of its neighbour itself, without a place.
                sizeOfPatterns(
                        parent.getSchemaNode().path("patternProperties"),
                        parent.getSchemaLocation().append("patternProperties"));
            }
            KeywordValidator validator = keyword.newValidator(location, operand, parent, context);
            if (keyword == KeywordType.REF || keyword == KeywordType.DYNAMIC_REF) {
                references.add((AbstractKeywordValidator) validator);
            }
            return validator;
        }

        private int sizeOfPatterns(JsonNode patternProperties, SchemaLocation location) {
            int size = 0;
            for (String name : patternProperties.propertyNames()) {
                size += Refusals.at(location.append(name), () -> patterns.pattern(name))
                        .programSize();
            }
            return size;
        }
    }
}
