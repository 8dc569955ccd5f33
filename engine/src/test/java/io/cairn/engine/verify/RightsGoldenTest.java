package io.cairn.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.Grant;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ObjectRights;
import io.cairn.engine.record.Privilege;
import io.cairn.engine.record.RowPolicy;
import io.cairn.engine.record.SecuredKind;
import io.cairn.engine.sql.SqlColumn;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes of rights and attested answers, one line each in golden/rights/rights.tsv. */
final class RightsGoldenTest {
    private static final String ANN = "db3_user:eth:0x000102030405060708090a0b0c0d0e0f10111213";
    private static final NodeKey NODE = NodeKey.of(new byte[NodeKey.SEED_BYTES]);

    private static ObjectRights rights() {
        return new ObjectRights(
                List.of(
                        new Grant("public", "", Privilege.SELECT, "id", false),
                        new Grant(ANN, "", Privilege.UPDATE, "", true)),
                true,
                false,
                List.of(
                        new RowPolicy("own", true, null, List.of("public"), "keeper = current_user", null),
                        new RowPolicy("few", false, Privilege.INSERT, List.of(ANN, "r"), null, "id < 9")),
                0);
    }

    private static AttestedAnswer answer() {
        List<String> cells = new ArrayList<>(Arrays.asList("1", null));
        SqlResult result = new SqlResult(
                List.of(
                        new SqlColumn("id", SqlType.INTEGER, 32, 0, false),
                        new SqlColumn("name", SqlType.VARCHAR, 100, 0, true)),
                List.of(cells),
                0);
        SqlQuestion question = new SqlQuestion("0x00", "select id, name from t", List.of(Value.of(5)), ANN);
        return AttestedAnswer.sign(
                new AttestedAnswer(question, new byte[] {1, 2}, "note", Hash.ZERO, result, new byte[0]), NODE::sign);
    }

    private static AttestedStep step(CairnException.@Nullable Refused refusal) {
        AttestedStep.Came came = new AttestedStep.Came(answer().result(), refusal, refusal != null, false, true);
        return new AttestedStep(Hash.ZERO, new byte[] {1, 2}, "note", Hash.ZERO, came, new byte[0]).sign(NODE::sign);
    }

    private static Map<String, byte[]> records() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        bytes.put("rights", rights().encode());
        bytes.put("rights-renamed", ObjectRights.NONE.renamedAt(300).encode());
        bytes.put("key-name", Keys.rightsName());
        bytes.put("key-role", Keys.sqlRole("r"));
        bytes.put("key-membership", Keys.sqlMembership("r", "s"));
        bytes.put("key-database", Keys.sqlRights(SecuredKind.DATABASE));
        bytes.put("key-table", Keys.sqlRights(SecuredKind.TABLE, "public", "birds"));
        bytes.put("key-sequence", Keys.sqlRights(SecuredKind.SEQUENCE, "public", "numbers"));
        bytes.put("key-pattern-rights", Keys.sqlRights(SecuredKind.STATEMENT_PATTERN, "p"));
        bytes.put("key-pattern", Keys.statementPattern("p"));
        bytes.put("attested", answer().encode());
        bytes.put("attested-step", step(null).encode());
        bytes.put(
                "attested-step-refused",
                step(new CairnException.Refused("sql-42501", "statement", "no")).encode());
        return bytes;
    }

    @Test
    void writesTheBytesOfTheGoldenFile() throws IOException {
        StringBuilder text = new StringBuilder();
        records()
                .forEach((name, value) -> text.append(name)
                        .append('\t')
                        .append(HexFormat.of().formatHex(value))
                        .append('\n'));
        try (InputStream stream = RightsGoldenTest.class.getResourceAsStream("/golden/rights/rights.tsv")) {
            assertThat(stream).as("golden/rights/rights.tsv").isNotNull();
            assertThat(text).hasToString(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aStepReadsBackAndEveryOtherFormOfItIsRefused() {
        for (AttestedStep step : List.of(step(null), step(new CairnException.Refused("sql-42501", "s", "no")))) {
            byte[] bytes = step.encode();
            assertThat(AttestedStep.isOne(bytes)).isTrue();
            assertThat(AttestedStep.decode(bytes).encode()).isEqualTo(bytes);
            Value.Document fields = (Value.Document) ValueCodec.decode(bytes);
            for (String name : fields.fields().keySet()) {
                for (Value wrong : List.of(Value.none(), Value.of(-1), Value.of("x"), Value.of(new byte[31]))) {
                    byte[] other = ValueCodec.encode(
                            fields.toBuilder().put(name, wrong).build());
                    if (!Arrays.equals(other, bytes)) {
                        refusedOrUnsigned(other);
                    }
                }
                refusedOrUnsigned(
                        ValueCodec.encode(fields.toBuilder().remove(name).build()));
            }
            for (int i = 0; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                refusedOrUnsigned(flipped);
                refusedOrUnsigned(Arrays.copyOf(bytes, i));
            }
        }
    }

    /** Bytes are no step, or a step in its one form whose signature is another's. */
    private static void refusedOrUnsigned(byte[] bytes) {
        AttestedStep read;
        try {
            read = AttestedStep.decode(bytes);
        } catch (CairnException.ProofInvalid malformed) {
            assertThat(malformed.code()).isEqualTo("answer-malformed");
            return;
        }
        assertThat(read.encode()).isEqualTo(bytes);
        assertThatThrownBy(() -> NodeKey.verify(NODE.publicKey(), read.text(), read.signature()))
                .isInstanceOf(CairnException.ProofInvalid.class);
    }

    @Test
    void readsBackWhatItWroteAndNothingElse() {
        assertThat(ObjectRights.decode(rights().encode())).isEqualTo(rights());
        ObjectRights renamed = rights().renamedAt(300);
        assertThat(ObjectRights.decode(renamed.encode())).isEqualTo(renamed);
        AttestedAnswer read = AttestedAnswer.decode(answer().encode());
        assertThat(read.result()).isEqualTo(answer().result());
        assertThat(read.question()).isEqualTo(answer().question());
        assertThat(AttestedAnswer.isOne(answer().encode())).isTrue();
        assertThat(Keys.sqlRightsNames(Keys.sqlRights(SecuredKind.TABLE, "a\0", "b")))
                .containsExactly("a\0", "b");
        byte[] bytes = answer().encode();
        for (int cut = 0; cut < bytes.length; cut += 7) {
            byte[] part = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> AttestedAnswer.decode(part)).isInstanceOf(CairnException.ProofInvalid.class);
        }
    }
}
