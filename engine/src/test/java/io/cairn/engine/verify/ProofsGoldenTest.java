package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What people keep: a receipt, answers, the checkpoint in them, and the node's key, in {@code golden/proofs}.
 *
 * <p>Today's code must write the same bytes from the same keys, and whoever kept them must still be able to check them.
 */
class ProofsGoldenTest {
    private static final TestDatabase DATABASE = TestDatabase.withPeople();

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("node.pub", utf8(HexFormat.of().formatHex(DATABASE.nodeKey()) + "\n"));
        files.put("checkpoint.txt", utf8(DATABASE.checkpoint()));
        files.put("receipt.json", utf8(DATABASE.receipt(1).toJson()));
        files.put("bundle-receipt.json", utf8(bundled().receipt(1).toJson()));
        files.put("document.car", car(new Question.Get(DATABASE.address(), "people", "ada")));
        files.put("absence.car", car(new Question.Get(DATABASE.address(), "people", "nobody")));
        files.put("query.car", car(find("[[\"age\",\">\",20],[\"age\",\"desc\"],5]")));
        files.put("ask.car", car(new Question.Ask(DATABASE.address(), (Value.Array)
                Json.parse("[\"getCollection\",\"people\"]"))));
        return files;
    }

    /** A database whose newest block has a bundle of two, of which the second is refused. */
    private static TestDatabase bundled() {
        TestDatabase database = TestDatabase.withPeople();
        database.submit(
                database.bundle(database.unsigned(database.adding("dan")), database.unsigned(database.adding("dan")))
                        .encode());
        database.seal();
        return database;
    }

    private static Question find(String query) {
        return new Question.Find(DATABASE.address(), "people", (Value.Array) Json.parse(query));
    }

    private static byte[] car(Question question) {
        return DATABASE.answer(question).toCar();
    }

    @Test
    void writesTheBytesOfTheGoldenFiles() {
        files().forEach((name, bytes) -> assertThat(golden(name)).as(name).isEqualTo(bytes));
    }

    @Test
    void goldenReceiptsHold() {
        Receipt.Verified single = Receipt.parse(text("receipt.json")).verify(nodeKey());
        assertThat(single.outcome().code()).isEqualTo(Outcome.OK);
        assertThat(single.receipt().checkpoint()).isEqualTo(text("checkpoint.txt"));
        assertThat(single.mutation().mutation().type()).isEqualTo("ADD_DOCUMENT");
        Receipt.Verified inBundle = Receipt.parse(text("bundle-receipt.json")).verify(nodeKey());
        assertThat(inBundle.receipt().index()).isEqualTo(1);
        assertThat(inBundle.outcome().code()).isEqualTo("document-exists");
    }

    @Test
    void goldenAnswersHold() {
        Answer.Verified document = Answer.verify(golden("document.car"), nodeKey());
        assertThat(document.answer().documents()).hasSize(1);
        assertThat(document.answer().documents().getFirst().fields().get("name"))
                .isEqualTo(Value.of("Ada"));
        assertThat(document.answer().checkpoint()).isEqualTo(text("checkpoint.txt"));
        Answer.Verified absence = Answer.verify(golden("absence.car"), nodeKey());
        assertThat(absence.answer().documents()).isEmpty();
        assertThat(absence.collectionExists()).isTrue();
        Answer.Verified asked = Answer.verify(golden("ask.car"), nodeKey());
        assertThat(asked.answer().documents().getFirst().fields().get("value"))
                .isEqualTo(Json.parse("{\"id\":1,\"count\":3}"));
        Answer.Verified query = Answer.verify(golden("query.car"), nodeKey());
        assertThat(query.answer().documents()).map(found -> found.id()).containsExactly("bob", "ada");
    }

    private static byte[] nodeKey() {
        return HexFormat.of().parseHex(text("node.pub").strip());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String name) {
        return new String(golden(name), StandardCharsets.UTF_8);
    }

    private static byte[] golden(String name) {
        try (InputStream stream = ProofsGoldenTest.class.getResourceAsStream("/golden/proofs/" + name)) {
            assertThat(stream).as("golden/proofs/" + name).isNotNull();
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes the files into a folder, for a format that is meant to change before its first release. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(Path.of(arguments[0], file.getKey()), file.getValue());
        }
    }
}
