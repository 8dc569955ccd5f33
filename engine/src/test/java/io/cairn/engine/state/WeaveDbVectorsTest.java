package io.cairn.engine.state;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.Query;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of what WeaveDB does, in {@code src/test/resources/weavedb}. */
class WeaveDbVectorsTest {
    private Ledger ledger = new Ledger();

    private static List<String> lines(String name) {
        try (InputStream in = WeaveDbVectorsTest.class.getResourceAsStream("/weavedb/" + name)) {
            return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Outcome write(String query) {
        return ledger.apply(
                ledger.owner,
                Operation.ExecuteQueries.parse(ledger.address(), Json.parse("[" + query + "]"), "data/queries"));
    }

    @Test
    void queriesFindWhatTheyFound() {
        String collection = "";
        int checked = 0;
        for (String line : lines("queries.txt")) {
            String[] words = line.split(" ", 4);
            if (words[0].equals("set")) {
                collection = words[1];
                assertThat(write("[\"set\"," + words[3] + ",\"" + words[1] + "\",\"" + words[2] + "\"]")
                                .code())
                        .isEqualTo(Outcome.OK);
            } else if (words[0].equals("index")) {
                assertThat(write("[\"addIndex\"," + line.split(" ", 3)[2] + ",\"" + words[1] + "\"]")
                                .code())
                        .isEqualTo(Outcome.OK);
            } else {
                check(line, collection);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    private void check(String line, String collection) {
        if (line.contains(" !! ")) {
            String[] expected = line.substring(line.indexOf(" !! ") + 4).split(", ", 2);
            assertThatThrownBy(() -> ids(line.substring(0, line.indexOf(" !! ")), collection))
                    .as(line)
                    .isInstanceOfSatisfying(CairnException.class, refusal -> {
                        assertThat(refusal.code()).as(line).isEqualTo(expected[0]);
                        assertThat(refusal.getMessage()).as(line).contains(expected[1]);
                    });
        } else {
            int arrow = line.lastIndexOf(" ->");
            assertThat(String.join(" ", ids(line.substring(0, arrow), collection)))
                    .as(line)
                    .isEqualTo(line.substring(arrow + 3).strip());
        }
    }

    private List<String> ids(String options, String collection) {
        return new DocumentReader(ledger.state())
                .run(collection, Query.parse(cursors(Json.parse(options), collection))).stream()
                        .map(StoredDocument::id)
                        .toList();
    }

    private Value cursors(Value value, String collection) {
        if (value instanceof Value.Array array) {
            List<Value> values = new ArrayList<>();
            array.values().forEach(one -> values.add(cursors(one, collection)));
            return new Value.Array(values);
        }
        return value instanceof Value.Document fields && fields.get("cursor") instanceof Value.Text(var id)
                ? requireNonNull(ledger.reader().find(collection, id)).cursor()
                : value;
    }

    @Test
    void writesDoWhatTheyDid() {
        anew();
        for (String line : lines("writes.txt")) {
            if (line.equals("---")) {
                anew();
            } else if (line.contains(" !! ")) {
                refused(line.substring(0, line.indexOf(" !! ")), line.substring(line.indexOf(" !! ") + 4), line);
            } else {
                int arrow = line.indexOf(" ->");
                assertThat(write(line.substring(0, arrow)).code()).as(line).isEqualTo(Outcome.OK);
                String expected = line.substring(arrow + 3).strip();
                Value found = ledger.find("c", "d");
                assertThat(found).as(line).isEqualTo(expected.isEmpty() ? null : Json.parse(filled(expected)));
            }
        }
    }

    private void anew() {
        ledger = new Ledger();
        assertThat(write("[\"set\",{},\"c\",\"other\"]").code()).isEqualTo(Outcome.OK);
    }

    /** A refusal of the gate or of the engine; either names code and place, and changes nothing. */
    private void refused(String query, String expected, String line) {
        Map<String, String> before = Ledger.everything(ledger.state());
        String found;
        try {
            Outcome outcome = write(query);
            found = outcome.code() + ", " + outcome.at();
        } catch (CairnException refusal) {
            found = refusal.code() + ", " + refusal.at();
            assertThat(Ledger.everything(ledger.state())).isEqualTo(before);
        }
        assertThat(found).as(line).startsWith(expected);
    }

    private String filled(String text) {
        return text.replace("$ADDRESS", ledger.owner.account().address())
                .replace("$SECONDS", Long.toString(ledger.clock() / 1000))
                .replace("$MILLIS", Long.toString(ledger.clock()));
    }

    @Test
    void deleteShowsTheRightForm() {
        assertThatThrownBy(() -> write("[\"delete\",\"John\"]"))
                .hasMessageContaining("[\"delete\",\"John\"]")
                .hasMessageContaining("write [\"delete\", collection, id]");
    }
}
