package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.Secp256k1Key;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The worked example of DB3's record that was computed by other code than ours: leaves, inner nodes, root, signature. */
class Db3VectorsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final List<String> LEAVES = List.of(
            "d8562d56b9e8afb15d45e5e7a7ce571c22f58e15dcca85b2d5bd5fa3c82678f9",
            "2d61a536c6e21a39472947419dad6c157563f0ec3abf13291f6988bc6c53f2bb",
            "f481a70ff4972c01ede1dc3b1a589c47e00f5e3f1ed58390e171948172466867",
            "109d4f43517c5eff92af49289cd8f2ec54ff9f0ce7c53ff88e113858b8bb35f1",
            "8246d1e39fb399c96410a6a0e688c51f571c141c329d7c5cc847d89e517e26c7",
            "7cec94b5a6b304eca411fd34169fdad6fcff9228a872cc4fb103c1a6d9b3a552");
    private static final String ROOT = "cd14882403142456ddfb1f5407bc62bd599a7f2c6b8c3370b5d6e46edbc17e5c";
    private static final String PUBLIC_KEY = "038318535b54105d4a7aae60c08fc45f9687181b4fdfc625bd1a753fa7397fed75";
    private static final String SIGNATURE = "eaf15dcfb12e04d14fdd2752f324790c359b8c71b8e852f161307fef6b8e6d16"
            + "6c673404f0c7115a81326e552070f1ef4db1f05a6b98eaff657ba0eeafabeb7f1c";
    private static final byte[] SECRET =
            HEX.parseHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    static Mutation unsigned() {
        return new Mutation(
                "1",
                "db3-devnet",
                "eth",
                1,
                "ADD_DOCUMENT",
                HEX.parseHex("0500000000"),
                new byte[0],
                HEX.parseHex(PUBLIC_KEY));
    }

    static Mutation signed() {
        return unsigned().withSignature(TestUser.withScheme(1, HEX.parseHex(SIGNATURE)), HEX.parseHex(PUBLIC_KEY));
    }

    private static Hash inner(Hash left, Hash right) {
        return Sha256.hash(new byte[] {1}, left.toBytes(), right.toBytes());
    }

    @Test
    void hashesEveryFieldToItsLeaf() {
        for (int tag = 1; tag <= 6; tag++) {
            assertThat(unsigned().leaf(tag).hex()).as("tag %d", tag).isEqualTo(LEAVES.get(tag - 1));
        }
    }

    @Test
    void joinsLeavesToPublishedNodesAndRoot() {
        List<Hash> leaves = LEAVES.stream().map(Hash::parse).toList();
        Hash left = inner(leaves.get(0), leaves.get(1));
        Hash right = inner(leaves.get(2), leaves.get(3));
        Hash four = inner(left, right);
        Hash last = inner(leaves.get(4), leaves.get(5));
        assertThat(left.hex()).isEqualTo("b74acd338abfb7696f88cb5ab26b6eb0ab3ba9a0252ca7e5dc2000b8e0b88a9e");
        assertThat(right.hex()).isEqualTo("4efdbae474d2a3752f3e2f1f21f1bd973fc95c37c9013fc7c54f63404eb0c213");
        assertThat(four.hex()).isEqualTo("6b06d7773d0698ce00c93102bc91489ac756c2fce88b06830123ec318a222be6");
        assertThat(last.hex()).isEqualTo("5d716fb3bc9b69d83cc41ef1f2cf142c4002364a3e35eee4a53e1570273f3e9f");
        assertThat(inner(four, last).hex()).isEqualTo(ROOT);
        assertThat(unsigned().root().hex()).isEqualTo(ROOT);
    }

    @Test
    void signatureAndKeyAreNotPartOfRoot() {
        assertThat(signed().root()).isEqualTo(unsigned().root());
        assertThat(unsigned()
                        .withSignature(new byte[] {1}, new byte[] {2})
                        .root()
                        .hex())
                .isEqualTo(ROOT);
    }

    @Test
    void publishedSignatureNamesItsAccount() {
        Signed signed = Signed.of(signed(), signed().encode().length);
        assertThat(signed.sender()).isNotNull();
        assertThat(signed.sender().text()).isEqualTo("db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        // The signature holds; what it signs is an empty payload.
        assertThat(signed.failure()).isNotNull();
        assertThat(signed.failure().code()).isEqualTo("payload-field-missing");
    }

    @Test
    void signsWithSameBytesAsPublished() {
        Mutation ours = TestUser.ethereum(SECRET).sign(unsigned());
        assertThat(ours.encode()).isEqualTo(signed().encode());
        assertThat(Secp256k1Key.of(SECRET).publicKey()).isEqualTo(HEX.parseHex(PUBLIC_KEY));
    }
}
