package io.cairn.engine.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import com.networknt.schema.serialization.NodeReader;
import io.cairn.engine.codec.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import tools.jackson.databind.JsonNode;

/** The schema of JSON Schema 2020-12 itself, as the library brings it: the only one that is known by its address. */
final class Metaschema {
    /** Its address. */
    static final String ID = "https://json-schema.org/draft/2020-12/schema";

    private static final String HOST = "https://json-schema.org";
    private static final List<String> PARTS = List.of(
            ID,
            HOST + "/draft/2020-12/meta/core",
            HOST + "/draft/2020-12/meta/applicator",
            HOST + "/draft/2020-12/meta/unevaluated",
            HOST + "/draft/2020-12/meta/validation",
            HOST + "/draft/2020-12/meta/meta-data",
            HOST + "/draft/2020-12/meta/format-annotation",
            HOST + "/draft/2020-12/meta/content");

    /** All that have a meaning, or had one. */
    static final List<Object> KEYWORDS = Collections.list(new StringTokenizer("""
            $anchor $comment $defs $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary additionalProperties allOf anyOf
            const contains contentEncoding contentMediaType contentSchema default definitions dependencies
            dependentRequired dependentSchemas deprecated description else enum examples exclusiveMaximum exclusiveMinimum
            format if items maxContains maxItems maxLength maxProperties maximum minContains minItems minLength
            minProperties minimum multipleOf not oneOf pattern patternProperties prefixItems properties propertyNames
            readOnly required then title type unevaluatedItems unevaluatedProperties uniqueItems writeOnly"""));

    static final SchemaLoader LOADER = new Loader();
    static final NodeReader READER = new Reader();

    private Metaschema() {}

    private static final class Loader extends SchemaLoader {
        Loader() {
            super(List.of(), List.of());
        }

        @Override
        public InputStreamSource getSchemaResource(AbsoluteIri address) {
            String text = address.toString();
            if (!PARTS.contains(text)) {
                throw new SchemaException("schemas are not loaded");
            }
            return () -> Objects.requireNonNull(Schema.class.getResourceAsStream(text.substring(HOST.length())), text);
        }
    }

    private static final class Reader implements NodeReader {
        @Override
        public JsonNode readTree(String content, InputFormat format) {
            return Nodes.copy(Json.parse(content));
        }

        @Override
        public JsonNode readTree(InputStream content, InputFormat format) {
            try {
                return Nodes.copy(Json.parse(content.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
