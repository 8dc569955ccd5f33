package io.cairn.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.AbstractKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import io.cairn.engine.model.Value;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A keyword whose assertion is made here. */
final class AssertionKeyword extends AbstractKeyword {
    private final Function<Value, Assertion> maker;

    /** @param maker makes the assertion of an operand */
    AssertionKeyword(String name, Function<Value, Assertion> maker) {
        super(name);
        this.maker = maker;
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode operand, Schema parent, SchemaContext context) {
        return new Validator(this, operand, location, Refusals.at(location, () -> maker.apply(Nodes.value(operand))));
    }

    private static final class Validator extends AbstractKeywordValidator {
        private final Assertion assertion;

        Validator(AssertionKeyword keyword, JsonNode operand, SchemaLocation location, Assertion assertion) {
            super(keyword, operand, location);
            this.assertion = assertion;
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            Value value = Nodes.value(node);
            if (!assertion.holds(value, ((Run) context).meter())) {
                String missing = assertion.missing(value);
                context.addError(Error.builder()
                        .keyword(getKeyword())
                        .schemaLocation(getSchemaLocation())
                        .instanceLocation(missing == null ? place : place.append(missing))
                        .messageSupplier(this::getKeyword)
                        .build());
            }
        }
    }
}
