package io.cairn.engine.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    /** A tree head that Go's checksum database published, and the key that the go command pins. */
    private static final String GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String GO_TEXT = "go.sum database tree\n20852163\n" + ROOT + "\n";
    private static final String GO_SIGNATURE =
            "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=";
    private static final String GO_NOTE = GO_TEXT + "\n\u2014 sum.golang.org " + GO_SIGNATURE + "\n";

    private static final NodeKey SECRET = NodeKey.of(new byte[32]);
    private static final NoteKey KEY = new NoteKey("db.example/42", SECRET.publicKey());

    private static final boolean EVERY_BYTE = Boolean.getBoolean("cairn.full");

    private static SignedCheckpoint parse(String note) {
        return SignedCheckpoint.parse(note.getBytes(UTF_8));
    }

    private static void refused(String code, Runnable read) {
        assertThatThrownBy(read::run)
                .isInstanceOfSatisfying(
                        CairnException.ProofInvalid.class,
                        e -> assertThat(e.code()).isEqualTo(code));
    }

    private static SignedCheckpoint signed() {
        Checkpoint checkpoint = new Checkpoint(
                "db.example/42", 7, MerkleLog.root(Rfc6962.PUBLISHED_LEAVES.subList(0, 7)), List.of("height 3"));
        return SignedCheckpoint.sign(checkpoint, KEY, SECRET::sign);
    }

    @Test
    void verifiesATreeHeadOfTheGoChecksumDatabase() {
        SignedCheckpoint note = parse(GO_NOTE);
        Checkpoint checkpoint = note.verify(NoteKey.parse(GO_KEY));
        assertThat(checkpoint.origin()).isEqualTo("go.sum database tree");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(Base64.getEncoder().encodeToString(checkpoint.root().toBytes()))
                .isEqualTo(ROOT);
        assertThat(new String(note.toBytes(), UTF_8)).isEqualTo(GO_NOTE);
    }

    /** The example of C2SP tlog-cosignature: the right form, under a key that it does not publish. */
    @Test
    void readsTheExampleOfTheSpecification() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n\n"
                + "\u2014 example.com/behind-the-sofa " + GO_SIGNATURE + "\n"
                + "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin"
                + "1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
        SignedCheckpoint note = parse(text);
        assertThat(note.checkpoint().origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(note.signatures()).hasSize(2);
        assertThat(note.signatures().getLast().keyId()).isEqualTo(0x8d66cf3f);
        assertThat(new String(note.toBytes(), UTF_8)).isEqualTo(text);
        refused("checkpoint-signature-missing", () -> note.verify(KEY));
    }

    /** The example of golang.org/x/mod/sumdb/note. */
    @Test
    void verifiesTheSignatureOfTheGoNotePackage() {
        NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        String text = "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n";
        String line = "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
                + "Zb6KE6RyyBwJnAM=";
        NoteSignature signature = NoteSignature.parse(line, "signature/1");
        assertThat(signature.claims(key)).isTrue();
        key.verify(text.getBytes(UTF_8), signature.signature());
        refused(
                "signature-invalid",
                () -> key.verify(text.toUpperCase(Locale.ROOT).getBytes(UTF_8), signature.signature()));
    }

    @Test
    void keepsItsWrittenForm() throws IOException {
        assertThat(new String(signed().toBytes(), UTF_8)).isEqualTo(MerkleLogTest.golden("checkpoint.txt"));
        assertThat(KEY + "\n").isEqualTo(MerkleLogTest.golden("checkpoint-key.txt"));
    }

    @Test
    void readsWhatItWrote() {
        SignedCheckpoint parsed = SignedCheckpoint.parse(signed().toBytes());
        assertThat(parsed).isEqualTo(signed());
        assertThat(parsed.verify(NoteKey.parse(KEY.toString()))).isEqualTo(signed().checkpoint());
    }

    @Test
    void refusesAnyByteChangedAndAnyTruncation() {
        byte[] note = signed().toBytes();
        for (int i = 0; i < note.length; i++) {
            for (int change = 1; change < 256; change = EVERY_BYTE ? change + 1 : change * 2) {
                byte[] changed = note.clone();
                changed[i] ^= (byte) change;
                assertThatThrownBy(() -> SignedCheckpoint.parse(changed).verify(KEY))
                        .as("byte %s xor %s", i, change)
                        .isInstanceOf(CairnException.ProofInvalid.class);
            }
            byte[] shorter = Arrays.copyOf(note, i);
            assertThatThrownBy(() -> SignedCheckpoint.parse(shorter).verify(KEY))
                    .isInstanceOf(CairnException.ProofInvalid.class);
        }
    }

    @Test
    void ignoresSignaturesOfOtherKeysOnly() {
        NodeKey otherSecret = NodeKey.of(SECRET.publicKey());
        NoteKey other = new NoteKey("witness.example/w1", otherSecret.publicKey());
        SignedCheckpoint both = signed().signedAlsoBy(other, otherSecret::sign);
        assertThat(both.verify(KEY)).isEqualTo(both.verify(other));
        refused("checkpoint-signature-missing", () -> both.verify(new NoteKey("db.example/43", SECRET.publicKey())));
        SignedCheckpoint oneFalse = signed().signedAlsoBy(KEY, otherSecret::sign);
        refused("signature-invalid", () -> oneFalse.verify(KEY));
        SignedCheckpoint falseFirst = SignedCheckpoint.sign(signed().checkpoint(), KEY, otherSecret::sign);
        refused("signature-invalid", () -> falseFirst.verify(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "{text}",
                "{text}\n",
                "{text}\n{sig}",
                "{text}{sig}\n",
                "{text}\n{sig}\n\n",
                "{text}\n\n{sig}\n",
                "{text}\n- sum.golang.org {b64}\n",
                "{text}\n\u2014sum.golang.org {b64}\n",
                "{text}\n\u2014 sum.golang.org  {b64}\n",
                "{text}\n\u2014 sum.golang.org {b64} \n",
                "{text}\n\u2014 sum+golang.org {b64}\n",
                "{text}\n\u2014 sum\u00a0golang.org {b64}\n",
                "{text}\n\u2014 sum\u3000golang.org {b64}\n",
                "{text}\n\u2014  {b64}\n",
                "{text}\n\u2014 sum.golang.org Az3grg==\n",
                "{text}\n\u2014 sum.golang.org Az3grlg\n",
                "{text}\n\u2014 sum.golang.org Az3grlh=\n",
                "{text}\n\u2014 sum.golang.org \n",
                "{text}\n{sig}\r\n",
                "{text}\t\n\n{sig}\n",
                "\n20852163\n{root}\n\n{sig}\n",
                "o\n020852163\n{root}\n\n{sig}\n",
                "o\n+1\n{root}\n\n{sig}\n",
                "o\n-1\n{root}\n\n{sig}\n",
                "o\n\u0661\n{root}\n\n{sig}\n",
                "o\n9223372036854775808\n{root}\n\n{sig}\n",
                "o\n10000000000000000000000\n{root}\n\n{sig}\n",
                "o\n1\n\n{sig}\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n\n{sig}\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n\n{sig}\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n\n{sig}\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n\n{sig}\n",
                "o\n1\n{root}\na\n\nb\n\n{sig}\n",
            })
    void refusesMalformedNotes(String pattern) {
        String note = pattern.replace("{sig}", "\u2014 sum.golang.org {b64}")
                .replace("{text}", GO_TEXT)
                .replace("{root}", ROOT)
                .replace("{b64}", GO_SIGNATURE);
        refused("checkpoint-malformed", () -> parse(note));
    }

    @Test
    void refusesInvalidUtf8AndTooMuch() {
        byte[] note = GO_NOTE.getBytes(UTF_8);
        note[0] = (byte) 0xFF;
        refused("checkpoint-malformed", () -> SignedCheckpoint.parse(note));
        refused("checkpoint-too-large", () -> SignedCheckpoint.parse(new byte[(1 << 20) + 1]));
        String line = "\u2014 sum.golang.org " + GO_SIGNATURE + "\n";
        assertThat(parse(GO_TEXT + "\n" + line.repeat(64)).signatures()).hasSize(64);
        refused("checkpoint-malformed", () -> parse(GO_TEXT + "\n" + line.repeat(65)));
        assertThat(parse(GO_TEXT + "x\n".repeat(16) + "\n" + line).checkpoint().extensions())
                .hasSize(16);
        refused("checkpoint-malformed", () -> parse(GO_TEXT + "x\n".repeat(17) + "\n" + line));
    }

    @Test
    void readsTheSmallestAndTheLargestSize() {
        for (long size : new long[] {0, 9, 10, Long.MAX_VALUE}) {
            Checkpoint checkpoint = new Checkpoint("o", size, Hash.ZERO);
            assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        }
    }

    @Test
    void refusesToWriteWhatItWouldNotRead() {
        assertThatThrownBy(() -> new Checkpoint("", 1, Hash.ZERO)).hasMessageContaining("origin");
        assertThatThrownBy(() -> new Checkpoint("a\nb", 1, Hash.ZERO)).hasMessageContaining("origin");
        assertThatThrownBy(() -> new Checkpoint("a\uD800", 1, Hash.ZERO)).hasMessageContaining("origin");
        assertThatThrownBy(() -> new Checkpoint("a", -1, Hash.ZERO)).hasMessageContaining("size");
        assertThatThrownBy(() -> new Checkpoint("a", 1, Hash.ZERO, List.of(""))).hasMessageContaining("extension");
        assertThatThrownBy(() -> new NoteKey("a b", new byte[32])).hasMessageContaining("name");
        assertThatThrownBy(() -> new NoteKey("a", new byte[31])).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> SignedCheckpoint.sign(signed().checkpoint(), KEY, _ -> new byte[63]))
                .hasMessageContaining("64 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sum.golang.org",
                "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.org+033de0ae",
                "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
                "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuA==",
                "sum golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            })
    void refusesMalformedKeys(String text) {
        assertThatThrownBy(() -> NoteKey.parse(text)).isInstanceOf(CairnException.class);
    }
}
