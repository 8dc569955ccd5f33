package io.cairn.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was seen of WeaveDB's rules, and where ours differ on purpose. */
class RuleVectorsTest {
    private static final Account ALICE = Account.parse("db3_user:eth:0xfcad0b19bb29d4674531d6f115237e16afce377c");

    record Vector(String name, Value.Document vector) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleVectorsTest.class.getResourceAsStream("/rule/vectors.json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("ALICE", ALICE.address());
            return ((Value.Array) Json.parse(text))
                    .values().stream()
                            .map(Value.Document.class::cast)
                            .map(vector -> new Vector(text(vector, "name", ""), vector))
                            .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rulesDecide(Vector given) {
        Value.Document vector = given.vector();
        Value rules = Objects.requireNonNull(vector.get("rules"));
        if (vector.get("malformed") != null) {
            assertThatThrownBy(() -> RuleSet.of(rules, "rules"))
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refused -> assertThat(refused.code()).isEqualTo(text(vector, "malformed", "")));
            return;
        }
        RuleSet set = RuleSet.decode(RuleSet.of(rules, "rules").encode());
        Fuel fuel = new Fuel(100_000, 100_000);
        if (vector.get("document") != null) {
            assertThat((Object) set.require(
                                    "ppl", attempt(vector), circumstances(), new Stored(vector), fuel, RuleTrace.NONE)
                            .after())
                    .isEqualTo(vector.get("document"));
            return;
        }
        String denied = text(vector, "denied", "");
        String at = "rules/ppl" + (denied.isEmpty() ? "" : "/" + denied);
        assertThatThrownBy(() ->
                        set.require("ppl", attempt(vector), circumstances(), new Stored(vector), fuel, RuleTrace.NONE))
                .isInstanceOfSatisfying(CairnException.Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(text(vector, "refused", "rule-denied"));
                    if (vector.get("refused") == null) {
                        assertThat(refused.at()).isEqualTo(at);
                    }
                });
    }

    private static Attempt attempt(Value.Document vector) {
        Value.Document request = (Value.Document) Objects.requireNonNull(vector.get("request"));
        String method = text(vector, "method", "");
        return new Attempt(
                text(vector, "function", "set"),
                method.isEmpty() ? null : method,
                List.of("ppl", text(vector, "id", "Bob")),
                request,
                (Value.Document) vector.get("before"),
                vector.get("before") == null ? null : ALICE,
                request);
    }

    private static Circumstances circumstances() {
        return new Circumstances(
                "db3_db:test", () -> List.of(ALICE), ALICE, ALICE, 7, 1_700_000_000_123L, Hash.ZERO, () -> true, null);
    }

    private static String text(Value.Document vector, String name, String without) {
        return vector.get(name) instanceof Value.Text(var text) ? text : without;
    }

    /** The documents of a vector, by their paths. */
    private record Stored(Value.Document vector) implements Documents {
        @Override
        public Value get(Value.Array query, Fuel fuel) {
            Value documents = vector.get("documents");
            StringBuilder path = new StringBuilder();
            for (Value part : query.values()) {
                path.append(path.isEmpty() ? "" : "/").append(((Value.Text) part).value());
            }
            @Nullable Value found = documents == null ? null : ((Value.Document) documents).get(path.toString());
            return found == null ? Value.none() : found;
        }

        @Override
        public @Nullable Value operate(String path, Value current, Value.Document operator) {
            if (operator.get("__op") instanceof Value.Text(var word) && word.equals("inc")) {
                long before = current instanceof Value.Int(var number) ? number : 0;
                return Value.of(before + ((Value.Int) Objects.requireNonNull(operator.get("n"))).value());
            }
            return null;
        }
    }
}
