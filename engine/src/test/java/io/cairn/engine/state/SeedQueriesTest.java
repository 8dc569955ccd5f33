package io.cairn.engine.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.TestUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The lines of the litepaper's chapters on queries and indexers, run as they are printed. What stands behind a question is
 * the names of the documents that it finds.
 *
 * <p>Noted: commas are missing in {@code ["age", "==" 20]}, and some brackets close nothing; {@code ["delete", "John"]} is
 * refused with the right form shown, and its list with it; {@code addIndex} has the collection first here and last in
 * WeaveDB, and both are taken.
 */
class SeedQueriesTest {
    private final Ledger ledger = new Ledger();
    private final Map<String, Object> declared = new HashMap<>();
    private final Map<String, TestUser> wallets = Map.of(
            "wallet", TestUser.solana(71),
            "wallet2", TestUser.solana(72),
            "wallet3", TestUser.solana(73));
    private int refused;
    private int compared;

    private static String script() throws IOException {
        try (InputStream in = SeedQueriesTest.class.getResourceAsStream("/weavedb/seed-queries.js")) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void runAsPrinted() throws IOException {
        for (String open : List.of("ppl", "people", "follows")) {
            assertThat(ledger.apply(ledger.owner, new Operation.CreateCollection(ledger.address(), open, true))
                            .code())
                    .isEqualTo(Outcome.OK);
        }
        for (SeedScript.Statement statement : SeedScript.read(script())) {
            Object value = run(statement);
            if (!statement.declared().isEmpty()) {
                declared.put(statement.declared(), value);
            }
        }
        assertThat(refused).as("delete without a collection").isEqualTo(1);
        assertThat(compared).isEqualTo(10);
        assertThat(names(get("[\"get\",\"ppl\"]"))).contains("Bob", "Alice", "Mike", "Beth");
        assertThat(get("[\"get\",\"people\",\"Bob\"]")).isEqualTo(Json.parse("{\"name\":\"Bob\",\"age\":30}"));
        assertThat(get("[\"get\",\"people\",\"Alice\"]")).isEqualTo(Value.none());
        assertThat(get("[\"get\",\"follows\",\"Bob_addr:Alice_addr\"]")).isEqualTo(Json.parse("{}"));
        assertThat(get("[\"getIndexes\",\"ppl\"]"))
                .isEqualTo(Json.parse("[[[\"age\",\"desc\"],[\"height\",\"asc\"]]]"));
        assertThat(ReadQuery.parse((Value) declared.get("query")).run(ledger.state()))
                .isEqualTo(Json.parse("[{\"name\":\"Bob\",\"age\":30}]"));
    }

    private Value get(String query) {
        return ReadQuery.parse(Json.parse(query)).run(ledger.state());
    }

    private static List<String> names(Value documents) {
        List<String> names = new ArrayList<>();
        ((Value.Array) documents)
                .values()
                .forEach(document -> names.add(String.valueOf(
                        ((Value.Text) requireNonNull(((Value.Document) document).get("name"))).value())));
        return names;
    }

    private Object run(SeedScript.Statement statement) {
        if (!(statement.expression() instanceof SeedScript.Call call)) {
            return SeedScript.data(statement.expression(), declared);
        }
        switch (call.function()) {
            case "get" -> {
                Value found = ReadQuery.parse(query(call, "get")).run(ledger.state());
                if (!statement.comment().isEmpty()) {
                    assertThat(String.join(", ", names(found)))
                            .as(statement.toString())
                            .isEqualTo(statement.comment());
                    compared++;
                }
                return found;
            }
            case "sign" -> {
                return sign(call);
            }
            case "bundle" -> {
                bundle(call);
                return Value.none();
            }
            case "batch" -> batch(SeedScript.data(call.arguments().getFirst(), declared));
            default -> write(new Value.Array(List.of(query(call, call.function()))));
        }
        return Value.none();
    }

    private Value.Array query(SeedScript.Call call, String function) {
        List<Value> values = new ArrayList<>(List.of(Value.of(function)));
        call.arguments().forEach(argument -> values.add(SeedScript.data(argument, declared)));
        return new Value.Array(values);
    }

    private void write(Value queries) {
        Operation operation = Operation.ExecuteQueries.parse(ledger.address(), queries, "data/queries");
        assertThat(ledger.apply(ledger.owner, operation).code()).isEqualTo(Outcome.OK);
    }

    /** The one list of the litepaper has a query that is none. */
    private void batch(Value queries) {
        try {
            write(queries);
        } catch (CairnException.Incorrect refusal) {
            assertThat(refusal.code()).isEqualTo("query-length");
            assertThat(refusal.at()).isEqualTo("data/queries/2");
            assertThat(refusal).hasMessageContaining("write [\"delete\", collection, id]");
            refused++;
        }
    }

    private Mutation sign(SeedScript.Call call) {
        List<SeedScript.Expression> arguments = call.arguments();
        String wallet = ((SeedScript.Wallet) arguments.getLast()).name();
        String function = ((Value.Text) SeedScript.data(arguments.getFirst(), declared)).value();
        List<SeedScript.Expression> rest = arguments.subList(1, arguments.size() - 1);
        Value queries = function.equals("batch")
                ? SeedScript.data(rest.getFirst(), declared)
                : new Value.Array(List.of(query(new SeedScript.Call(function, rest), function)));
        return requireNonNull(wallets.get(wallet))
                .sign(ledger.chain(), Operation.ExecuteQueries.parse(ledger.address(), queries, "data/queries"));
    }

    /** Each in the bundle is carried out or refused by itself, for who signed it; one here is refused. */
    private void bundle(SeedScript.Call call) {
        List<Mutation> mutations = new ArrayList<>();
        ((SeedScript.Listed) call.arguments().getFirst())
                .elements()
                .forEach(name -> mutations.add((Mutation) declared.get(((SeedScript.Name) name).name())));
        mutations.add(requireNonNull(wallets.get("wallet3"))
                .sign(
                        ledger.chain(),
                        Operation.ExecuteQueries.parse(
                                ledger.address(), Json.parse("[[\"delete\",\"ppl\",\"Bob\"]]"), "data/queries")));
        List<Outcome> outcomes = ledger.apply(ledger.owner.bundle(ledger.chain(), mutations, ledger.owner.takeNonce()));
        assertThat(outcomes).extracting(Outcome::code).containsExactly("ok", "ok", "ok", "not-document-owner");
    }
}
