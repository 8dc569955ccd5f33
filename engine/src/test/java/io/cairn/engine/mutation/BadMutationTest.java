package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.cairn.engine.log.TaggedFields;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutations and bundles that nobody honest would send, each refused with its code. */
class BadMutationTest {
    private static final String DATABASE = "0x" + "ab".repeat(20);
    private static final String CHAIN = "test/" + DATABASE + "/" + "cd".repeat(32);
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 20_000;

    private final TestUser user = TestUser.solana(7);
    private final TestUser ethereum = TestUser.ethereum(TestUser.seed(5));

    private Mutation honest(TestUser signer) {
        return signer.sign(CHAIN, new Operation.DeleteDocuments(DATABASE, "people", List.of("ada")), 1);
    }

    private static String failure(Mutation mutation) {
        CairnException failure = Submission.of(mutation.encode()).failure();
        return failure == null ? "" : failure.code();
    }

    private static void assertRefused(byte[] bytes, String code) {
        assertThatThrownBy(() -> Submission.of(bytes))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static byte[] fields(Mutation mutation, int tag, byte[] value) {
        TaggedFields.Builder changed = TaggedFields.builder(Mutation.FORMAT);
        for (TaggedFields.Field field :
                TaggedFields.decode(mutation.encode(), Mutation.FORMAT, "").fields()) {
            changed.put(field.tag(), field.tag() == tag ? value : field.value());
        }
        return changed.build().encode();
    }

    @Test
    void honestMutationIsTaken() {
        assertThat(failure(honest(user))).isEmpty();
        assertThat(failure(honest(ethereum))).isEmpty();
    }

    @Test
    void refusesEveryChangedBitOfSignedField() {
        for (TestUser signer : List.of(user, ethereum)) {
            Mutation honest = honest(signer);
            byte[] bytes = honest.encode();
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= (byte) (1 << (i % 8));
                assertThat(isTakenAs(changed, honest)).as("byte %d", i).isFalse();
            }
        }
    }

    /** Whether bytes pass as a mutation of the same sender. */
    private boolean isTakenAs(byte[] bytes, Mutation honest) {
        try {
            Submission submission = Submission.of(bytes);
            Submission original = Submission.of(honest.encode());
            return submission.failure() == null && Objects.equals(submission.payer(), original.payer());
        } catch (CairnException refused) {
            assertThat(refused).isNotInstanceOf(CairnException.Fault.class);
            return false;
        }
    }

    @Test
    void refusesSignatureOfAnotherMutation() {
        Mutation other = user.sign(CHAIN, new Operation.DeleteDocuments(DATABASE, "people", List.of("bob")), 1);
        assertThat(failure(honest(user).withSignature(other.signature(), other.publicKey())))
                .isEqualTo("signature-invalid");
    }

    @Test
    void refusesKeyThatDidNotSign() {
        assertThat(failure(honest(user)
                        .withSignature(
                                honest(user).signature(), TestUser.solana(8).publicKey())))
                .isEqualTo("signature-invalid");
        TestUser other = TestUser.ethereum(TestUser.seed(6));
        assertThat(failure(honest(ethereum).withSignature(honest(ethereum).signature(), other.publicKey())))
                .isEqualTo("signature-invalid");
    }

    @Test
    void refusesOtherFormOfSameEthereumSignature() {
        byte[] signature = honest(ethereum).signature();
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 33, 65));
        byte[] flipped = ORDER.subtract(s).toByteArray();
        byte[] high = signature.clone();
        System.arraycopy(flipped, flipped.length - 32, high, 33, 32);
        high[65] = (byte) (high[65] == 27 ? 28 : 27);
        assertThat(failure(honest(ethereum).withSignature(high, ethereum.publicKey())))
                .isEqualTo("signature-high-s");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 8, 9, 10, 11, 255})
    void refusesReservedAndUnknownSchemes(int id) {
        byte[] signature = honest(user).signature().clone();
        signature[0] = (byte) id;
        String code = id >= 5 && id <= 9 ? "not-supported" : "scheme-unknown";
        assertThat(failure(honest(user).withSignature(signature, user.publicKey())))
                .isEqualTo(code);
    }

    @Test
    void refusesMissingShortAndLongSignaturesAndKeys() {
        Mutation honest = honest(user);
        byte[] signature = honest.signature();
        assertThat(failure(honest.withSignature(new byte[0], user.publicKey()))).isEqualTo("signature-missing");
        for (int length : new int[] {1, 2, 64, 66, 1_000}) {
            assertThat(failure(honest.withSignature(Arrays.copyOf(signature, length), user.publicKey())))
                    .as("%d bytes", length)
                    .isEqualTo("signature-length");
        }
        for (int length : new int[] {0, 1, 31, 33, 1_000}) {
            assertThat(failure(honest.withSignature(signature, Arrays.copyOf(user.publicKey(), length))))
                    .as("%d bytes", length)
                    .isEqualTo("public-key-invalid");
        }
    }

    @Test
    void refusesSchemeOfAnotherPaymentChain() {
        Mutation crossed = new Mutation(
                "1", CHAIN, "eth", 1, "DELETE_DOCUMENT", honest(user).data(), new byte[0], user.publicKey());
        assertThat(failure(user.sign(crossed))).isEqualTo("scheme-chain-mismatch");
        Mutation unknown = new Mutation(
                "1", CHAIN, "doge", 1, "DELETE_DOCUMENT", honest(user).data(), new byte[0], user.publicKey());
        assertThat(failure(user.sign(unknown))).isEqualTo("scheme-chain-mismatch");
    }

    @Test
    void refusesUnknownVersion() {
        Mutation other = new Mutation(
                "2", CHAIN, "sol", 1, "DELETE_DOCUMENT", honest(user).data(), new byte[0], user.publicKey());
        assertThat(failure(user.sign(other))).isEqualTo("version-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_EXTERNAL, not-supported",
        "DEPOSIT, not-supported",
        "WITHDRAWAL, not-supported",
        "ADD_DOCUMENTS, type-unknown",
        "add_document, type-unknown",
        "'ADD_DOCUMENT ', type-unknown"
    })
    void refusesReservedAndUnknownTypes(String type, String code) {
        assertThat(failure(user.signRaw(CHAIN, type, honest(user).data()))).isEqualTo(code);
    }

    @Test
    void refusesEveryTruncationAndExtension() {
        byte[] bytes = honest(user).encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Submission.of(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(CairnException.Incorrect.class);
        }
        assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "field-order");
    }

    @Test
    void refusesFieldsOutOfOrderRepeatedOrUnknown() {
        byte[] bytes = honest(user).encode();
        byte[] repeated = Arrays.copyOf(bytes, bytes.length + 6);
        repeated[bytes.length] = 8;
        repeated[bytes.length + 4] = 1;
        assertRefused(repeated, "field-order");
        byte[] unknown = repeated.clone();
        unknown[bytes.length] = 9;
        assertRefused(unknown, "field-unknown");
        byte[] format = bytes.clone();
        format[0] = 7;
        assertRefused(format, "format-unknown");
        assertRefused(new byte[0], "bytes-malformed");
    }

    @Test
    void refusesLengthsBeyondTheEnd() {
        byte[] bytes = honest(user).encode();
        for (int high : new int[] {0x7f, 0x80, 0xff}) {
            byte[] huge = bytes.clone();
            huge[2] = (byte) high;
            assertRefused(huge, "bytes-malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void refusesEmptyOverlongAndInvalidTexts(int tag) {
        assertRefused(fields(honest(user), tag, new byte[0]), "field-malformed");
        assertRefused(fields(honest(user), tag, "x".repeat(257).getBytes(StandardCharsets.UTF_8)), "field-malformed");
        for (String hex : List.of("ff", "c080", "eda080", "edb080", "f4908080", "e28285e2")) {
            assertRefused(fields(honest(user), tag, HexFormat.of().parseHex(hex)), "bytes-malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000000000000000", "8000000000000000", "ffffffffffffffff", "000000000000000001"})
    void refusesNoncesOutOfRange(String hex) {
        assertRefused(fields(honest(user), 4, HexFormat.of().parseHex(hex)), "nonce-malformed");
    }

    @Test
    void refusesMutationsBeyondTheSizeLimit() {
        byte[] bytes = fields(honest(user), 6, new byte[Mutation.BYTES_MAX]);
        assertRefused(bytes, "mutation-too-large");
        byte[] bundle = bytes.clone();
        bundle[0] = Bundle.FORMAT;
        assertRefused(bundle, "mutation-too-large");
        byte[] largest = fields(honest(user), 6, new byte[Mutation.BYTES_MAX - 1_000]);
        assertThat(Submission.of(largest).failure()).isNotNull();
    }

    @Test
    void refusesBundlesOfNothingAndOfWhatIsNoMutation() {
        byte[] bytes = user.bundle(CHAIN, List.of(honest(user)), 2).encode();
        assertRefused(bundle(bytes, new byte[0]), "bundle-size");
        assertRefused(bundle(bytes, new byte[] {0, 0, 0, 0}), "bytes-malformed");
        assertRefused(bundle(bytes, new byte[] {-1, -1, -1, -1}), "bytes-malformed");
        byte[] nested = new byte[bytes.length + 4];
        nested[2] = (byte) (bytes.length >>> 8);
        nested[3] = (byte) bytes.length;
        System.arraycopy(bytes, 0, nested, 4, bytes.length);
        assertRefused(bundle(bytes, nested), "format-unknown");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Submission.of(cut)).isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void refusesBundlesWithTheFieldsOfMutations() {
        byte[] bytes = user.bundle(CHAIN, List.of(honest(user)), 2).encode();
        TaggedFields.Builder changed = TaggedFields.builder(Bundle.FORMAT);
        for (TaggedFields.Field field :
                TaggedFields.decode(bytes, Bundle.FORMAT, "").fields()) {
            changed.put(field.tag(), field.value());
            if (field.tag() == 4) {
                changed.put(5, "ADD_DOCUMENT".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertRefused(changed.build().encode(), "field-unknown");
    }

    private static byte[] bundle(byte[] bundle, byte[] list) {
        TaggedFields.Builder changed = TaggedFields.builder(Bundle.FORMAT);
        for (TaggedFields.Field field :
                TaggedFields.decode(bundle, Bundle.FORMAT, "").fields()) {
            changed.put(field.tag(), field.tag() == 9 ? list : field.value());
        }
        return changed.build().encode();
    }

    @Test
    void refusesMoreMutationsThanABundleHolds() {
        Mutation small = new Mutation("1", "c", "sol", 1, "DEPOSIT", new byte[0], new byte[0], new byte[0]);
        List<Mutation> most = java.util.Collections.nCopies(Bundle.MUTATIONS_MAX, small);
        byte[] bytes = user.bundle(CHAIN, most, 1).encode();
        assertThat(Submission.of(bytes).mutations()).hasSize(Bundle.MUTATIONS_MAX);
        byte[] inner = small.encode();
        byte[] list = new byte[(inner.length + 4) * (Bundle.MUTATIONS_MAX + 1)];
        for (int at = 0; at < list.length; at += inner.length + 4) {
            list[at + 3] = (byte) inner.length;
            System.arraycopy(inner, 0, list, at + 4, inner.length);
        }
        assertRefused(bundle(bytes, list), "bundle-size");
    }

    @Test
    void bundleDoesNotCarryMutationsOfOthersUnsigned() {
        TestUser payer = TestUser.solana(8);
        Mutation foreign = user.unsigned(
                CHAIN,
                new Payload(new Operation.DeleteDocuments(DATABASE, "people", List.of("ada")), Long.MAX_VALUE),
                1);
        Submission submission =
                Submission.of(payer.bundle(CHAIN, List.of(foreign), 1).encode());
        assertThat(submission.failure()).isNull();
        assertThat(submission.mutations().getFirst().sender()).isNull();
        assertThat(submission.mutations().getFirst().failure().code()).isEqualTo("signature-missing");
    }

    @Test
    void refusesBundleWhoseListChangedAfterSigning() {
        Mutation first = honest(user);
        Mutation second = user.sign(CHAIN, new Operation.DeleteDocuments(DATABASE, "people", List.of("bob")), 2);
        Bundle bundle = user.bundle(CHAIN, List.of(first, second), 3);
        for (List<Mutation> other : List.of(List.of(first), List.of(second, first), List.of(first, second, second))) {
            Bundle changed = new Bundle("1", CHAIN, "sol", 3, other, bundle.signature(), bundle.publicKey());
            assertThat(Submission.of(changed.encode()).failure().code()).isEqualTo("signature-invalid");
            assertThat(Submission.of(changed.encode()).payer()).isNull();
        }
    }

    @Test
    void idDoesNotDependOnTheSignature() {
        Mutation honest = honest(ethereum);
        Submission submission = Submission.of(honest.encode());
        assertThat(submission.id()).isEqualTo(Mutation.id(honest.root(), ethereum.account()));
        assertThat(submission.id()).isNotEqualTo(Mutation.id(honest.root(), user.account()));
    }

    @Test
    void randomDamageNeverEscapesAsAnythingElse() {
        long seed = 20_260_801;
        SplittableRandom random = new SplittableRandom(seed);
        Mutation add = user.sign(
                CHAIN,
                new Operation.AddDocuments(
                        DATABASE,
                        "people",
                        Arrays.asList("a", null),
                        List.of(
                                Value.Document.builder().put("n", 1).build(),
                                Value.Document.builder().put("t", "text").build())),
                1);
        byte[][] honest = {add.encode(), user.bundle(CHAIN, List.of(add), 2).encode()};
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = honest[round % 2].clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                Submission.of(bytes);
            } catch (CairnException.Incorrect | CairnException.Unsupported expected) {
                assertThat(expected.code()).isNotEmpty();
            } catch (RuntimeException | Error other) {
                fail("seed " + seed + ", round " + round + ", " + HexFormat.of().formatHex(bytes), other);
            }
        }
    }
}
