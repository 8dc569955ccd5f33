package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.ReplicaSet;
import io.cairn.engine.model.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The words of a node, in {@code golden/words}: the text that is signed, then a line with the signature in hexadecimal. */
class WordsGoldenTest {
    private static final NodeIdentity NODE = new NodeIdentity("test", NodeKey.of(new byte[NodeKey.SEED_BYTES]));
    private static final String DATABASE = "0x00112233445566778899aabbccddeeff00112233";
    private static final String NONCE = "00112233445566778899aabbccddeeff";

    private static Hash hash(int fill) {
        byte[] bytes = new byte[Hash.BYTES];
        Arrays.fill(bytes, (byte) fill);
        return Hash.of(bytes);
    }

    private static Map<String, String> words() {
        Fate fate = new Fate(hash(7), 3, 1_700_000_000_000L, Wait.ORDERED, List.of(), 0, false);
        Hash replicas = ReplicaSet.single(NODE.key().publicKey()).hash();
        Header header = new Header(
                DATABASE, 0, 2, hash(1), 3, hash(2), hash(3), hash(4), 1_000, 1, replicas, replicas, new TreeMap<>());
        HeadStatement head = HeadStatement.sign(NODE, header, NONCE, 1_700_000_000_001L);
        Map<String, String> words = new LinkedHashMap<>();
        words.put("promise.txt", word(Promises.text(DATABASE, fate), Promises.sign(NODE, DATABASE, fate)));
        words.put("head.txt", word(HeadStatement.text(header, NONCE, head.timeMillis()), head.signature()));
        return words;
    }

    private static String word(String text, byte[] signature) {
        return text + HexFormat.of().formatHex(signature) + "\n";
    }

    @Test
    void saysTheWordsOfTheGoldenFiles() {
        words().forEach((name, word) -> assertThat(golden(name)).as(name).isEqualTo(word));
    }

    @Test
    void goldenWordsAreSignedByTheNode() {
        for (String name : words().keySet()) {
            String golden = golden(name);
            int signature = golden.lastIndexOf('\n', golden.length() - 2) + 1;
            byte[] signed = golden.substring(0, signature).getBytes(StandardCharsets.UTF_8);
            NodeKey.verify(
                    NODE.key().publicKey(),
                    signed,
                    HexFormat.of().parseHex(golden.substring(signature).strip()));
        }
    }

    private static String golden(String name) {
        try (InputStream in = WordsGoldenTest.class.getResourceAsStream("/golden/words/" + name)) {
            assertThat(in).as("golden/words/" + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
