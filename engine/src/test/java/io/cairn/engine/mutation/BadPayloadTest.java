package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Bson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that are well signed and still wrong: each is refused with its code and the place that is wrong. */
class BadPayloadTest {
    private static final String DATABASE = "0x" + "ab".repeat(20);
    private static final String HEAD = "{'database':'" + DATABASE + "','collection':'people',";

    private static byte[] bson(String json) {
        return Bson.encode((Value.Document) Json.parse(json.replace('\'', '"')));
    }

    private static void assertRefused(MutationType type, byte[] data, String code, String at) {
        assertThatThrownBy(() -> PayloadReader.read(type, data))
                .isInstanceOfSatisfying(CairnException.class, refusal -> {
                    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
                    assertThat(refusal.at()).isEqualTo(at);
                });
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] document(String elements) {
        byte[] body = hex(elements);
        return ByteBuffer.allocate(body.length + 5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(body.length + 5)
                .put(body)
                .array();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ADD_DOCUMENT | {} | payload-field-missing | data/documents",
                "ADD_DOCUMENT | H'documents':[{}],'index':1} | payload-field-unknown | data/index",
                "ADD_DOCUMENT | H'documents':[{}],'id_list':['a']} | payload-field-unknown | data/id_list",
                "ADD_DOCUMENT | H'documents':[]} | payload-list-length | data/documents",
                "ADD_DOCUMENT | H'documents':{}} | payload-field-type | data/documents",
                "ADD_DOCUMENT | H'documents':[{},7]} | payload-field-type | data/documents/1",
                "ADD_DOCUMENT | H'documents':[{'_id':7}]} | document-id-invalid | data/documents/0/_id",
                "ADD_DOCUMENT | H'documents':[{'_id':''}]} | document-id-invalid | data/documents/0/_id",
                "ADD_DOCUMENT | H'documents':[{'_owner':'me'}]} | field-name-reserved | data/documents/0/_owner",
                "ADD_DOCUMENT | H'documents':[{'__proto__':1}]} | field-name-reserved | data/documents/0/__proto__",
                "ADD_DOCUMENT | {'database':7,'collection':'c','documents':[{}]} | payload-field-type | data/database",
                "ADD_DOCUMENT | H'expires':'soon','documents':[{}]} | payload-field-type | data/expires",
                "ADD_DOCUMENT | H'expires':1.5,'documents':[{}]} | payload-field-type | data/expires",
                "SET_DOCUMENT | H'documents':[{}]} | payload-field-missing | data/id_list",
                "SET_DOCUMENT | H'documents':[{}],'id_list':['a','b']} | payload-list-length | data/id_list",
                "SET_DOCUMENT | H'documents':[{},{}],'id_list':['a','a']} | document-id-repeated | data/id_list/1",
                "SET_DOCUMENT | H'documents':[{'_id':'b'}],'id_list':['a']} | document-id-mismatch | data/documents/0/_id",
                "UPSERT_DOCUMENT | H'documents':[{}],'id_list':[1]} | payload-field-type | data/id_list/0",
                "DELETE_DOCUMENT | H'id_list':[]} | payload-list-length | data/id_list",
                "DELETE_DOCUMENT | H'id_list':['a','b','a']} | document-id-repeated | data/id_list/2",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}]} | payload-list-length | data/masks",
                "UPDATE_DOCUMENT | H'documents':[{}],'masks':[{}]} | document-id-mismatch | data/documents/0/_id",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'},{'_id':'a'}],'masks':[{},{}]} | document-id-repeated | data/documents/1/_id",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[7]} | mask-malformed | data/masks/0",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'x':2}]} | mask-malformed | data/masks/0/x",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'x':false}]} | mask-malformed | data/masks/0/x",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'x..y':1}]} | path-malformed | data/masks/0",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'_id':1}]} | field-name-reserved | data/masks/0",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'_owner.x':1}]} | field-name-reserved | data/masks/0",
                "UPDATE_DOCUMENT | H'documents':[{'_id':'a'}],'masks':[{'fields':[1]}]} | mask-malformed | data/masks/0/fields/0",
                "CREATE_DATABASE | {'permission_list':['db3_permission:eth:0x00']} | not-supported | data/permission_list",
                "CREATE_DATABASE | {'permission_list':'x'} | payload-field-type | data/permission_list",
                "CREATE_DATABASE | {'visibility':'secret'} | visibility-unknown | data/visibility",
                "CREATE_DATABASE | {'owner':'me'} | payload-field-unknown | data/owner",
                "SET_DATABASE | {'database':'D','quota_entries':-1} | quota-malformed | data/quota_entries",
                "SET_COLLECTION | {'database':'D','name':'c'} | payload-field-missing | data/strangers_may_add",
                "SET_COLLECTION | {'database':'D','name':'c','strangers_may_add':1} | payload-field-type | data/strangers_may_add",
                "ADD_DATABASE_MEMBER | {'database':'D','member':'M'} | payload-field-missing | data/role",
                "ADD_DATABASE_MEMBER | {'database':'D','member':'M','role':'king'} | role-unknown | data/role",
                "ADD_DATABASE_MEMBER | {'database':'D','member':'M','role':'reader','op':'swap'} | member-op-unknown | data/op",
                "ADD_DATABASE_MEMBER | {'database':'D','member':'M','role':'reader','op':'remove'} | role-unexpected | data/role",
                "READ_TOKEN | {} | payload-field-missing | data/expires",
            })
    void refusesWhatFieldsMayNotHold(String type, String json, String code, String at) {
        String text = json.replace("H'", HEAD + "'")
                .replace("'D'", "'" + DATABASE + "'")
                .replace("'M'", "'" + TestUser.solana(3).account().text() + "'");
        assertRefused(MutationType.valueOf(type), bson(text), code, at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[7] | payload-field-type | data/index_list/0",
                "[{'name':'i','fields':['a'],'type':'graph_index'}] | not-supported | data/index_list/0",
                "[{'name':'i','fields':['a'],'type':'vector_index'}] | not-supported | data/index_list/0",
                "[{'name':'i','fields':['a','b'],'type':'ordered_index'}] | not-supported | data/index_list/0",
                "[{'name':'i','fields':[7],'type':'ordered_index'}] | payload-field-type | data/index_list/0/fields/0",
                "[{'name':'i','fields':['a.'],'type':'ordered_index'}] | path-malformed | data/index_list/0/fields/0",
                "[{'name':'i','fields':['a'],'type':'ordered_index','unique':true}] | payload-field-unknown | data/index_list/0/unique",
            })
    void refusesIndexesThatAreNotBuilt(String list, String code, String at) {
        byte[] data = bson("{'database':'" + DATABASE + "','name':'c','index_list':" + list + "}");
        assertRefused(MutationType.CREATE_COLLECTION, data, code, at);
    }

    @Test
    void takesTheIndexThatEveryFieldHas() {
        byte[] data = bson("{'database':'" + DATABASE
                + "','name':'c','index_list':[{'name':'i','fields':['a.b'],'type':'ordered_index'}]}");
        assertThat(PayloadReader.read(MutationType.CREATE_COLLECTION, data).operation())
                .isEqualTo(new Operation.CreateCollection(DATABASE, "c", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "0xabababababababababababababababababababa",
                "0xabababababababababababababababababababababab",
                "0xABABABABABABABABABABABABABABABABABABABAB",
                "1xabababababababababababababababababababab",
                "0xabababababababababababababababababababag"
            })
    void refusesDatabasesThatAreNoAddress(String address) {
        byte[] data = bson("{'database':'" + address + "','name':'c'}");
        assertRefused(MutationType.CREATE_COLLECTION, data, "database-malformed", "data/database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "____", "__x__", "\n", "a\u0000", "\u007f", "x\u001f"})
    void refusesOddNames(String name) {
        assertThatThrownBy(() -> Names.documentId(name, "here"))
                .isInstanceOfSatisfying(CairnException.Incorrect.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("document-id-invalid");
                    assertThat(refusal.at()).isEqualTo("here");
                    assertThat(refusal.getMessage().chars()).allMatch(c -> c >= ' ' && c != 0x7f);
                });
        assertThatThrownBy(() -> Names.collection(name, "")).isInstanceOf(CairnException.Incorrect.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "__", "___", "__x", "日本語", "𝄞", "a b", "\\", "%2e%2e", "名"})
    void takesUnusualNames(String name) {
        assertThat(Names.documentId(name, "")).isEqualTo(name);
    }

    @Test
    void countsNamesInBytes() {
        assertThat(Names.documentId("é".repeat(64), "")).hasSize(64);
        assertThatThrownBy(() -> Names.documentId("é".repeat(65), "")).isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> Names.documentId("\ud800", "")).isInstanceOf(CairnException.Incorrect.class);
    }

    @Test
    void refusesTextThatIsNoUnicode() {
        // BSON {"name": <lone high surrogate>}, {"name": overlong zero}, and a name that is no UTF-8.
        for (String elements :
                List.of("02 6e616d6500 04000000 eda080 00 00", "02 6e616d6500 03000000 c080 00 00", "0a ff00 00")) {
            assertThatThrownBy(() -> PayloadReader.read(MutationType.CREATE_DATABASE, document(elements)))
                    .isInstanceOfSatisfying(
                            CairnException.Incorrect.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("bson-malformed"));
        }
    }

    @Test
    void refusesRepeatedNames() {
        assertRefused(MutationType.CREATE_DATABASE, document("0a 6100 0a 6100 00"), "bson-malformed", "data/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000000000000f87f",
                "000000000000f8ff",
                "010000000000f07f",
                "000000000000f07f",
                "000000000000f0ff"
            })
    void refusesNumbersThatAreNone(String bits) {
        assertRefused(
                MutationType.CREATE_DATABASE, document("01 6100" + bits + "00"), "bson-number-unsupported", "data/a");
    }

    @Test
    void refusesDepthBombs() {
        for (int type : new int[] {3, 4}) {
            ByteBuffer bomb = ByteBuffer.allocate(8 * 100_000 + 5).order(ByteOrder.LITTLE_ENDIAN);
            int depth = 100_000;
            for (int i = 0; i < depth; i++) {
                bomb.putInt(8 * (depth - i) + 5)
                        .put((byte) type)
                        .put((byte) '0')
                        .put((byte) 0);
            }
            bomb.putInt(5).put((byte) 0);
            byte[] bytes = java.util.Arrays.copyOf(bomb.array(), 8 * depth + 5);
            assertThatThrownBy(() -> PayloadReader.read(MutationType.CREATE_DATABASE, bytes))
                    .isInstanceOf(CairnException.Incorrect.class);
        }
    }

    @Test
    void refusesDocumentsOfSixteenMegabytes() {
        Value.Document large = Value.Document.builder()
                .put("description", "x".repeat(16 << 20))
                .build();
        assertThatThrownBy(() -> Bson.encode(large)).isInstanceOf(CairnException.Incorrect.class);
        byte[] mutation = new byte[(16 << 20) + 100];
        mutation[0] = Mutation.FORMAT;
        assertThatThrownBy(() -> Submission.of(mutation))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("mutation-too-large"));
    }

    @Test
    void refusesDescriptionsAndDocumentsBeyondTheirLimits() {
        assertRefused(
                MutationType.CREATE_DATABASE,
                bson("{'description':'" + "é".repeat(513) + "'}"),
                "description-too-long",
                "data/description");
        Value.Document.Builder wide = Value.Document.builder();
        for (int i = 0; i <= Names.INDEXED_FIELDS_MAX; i++) {
            wide.put("f" + i, i);
        }
        Operation add = new Operation.AddDocuments(
                DATABASE, "people", java.util.Arrays.asList((String) null), List.of(wide.build()));
        assertRefused(MutationType.ADD_DOCUMENT, PayloadWriter.write(add), "document-too-wide", "data/documents/0");
    }

    @Test
    void fieldsThatNoPathReachesCostNoIndex() {
        Value.Document.Builder wide = Value.Document.builder();
        for (int i = 0; i <= Names.INDEXED_FIELDS_MAX; i++) {
            wide.put("a." + i, i);
        }
        Names.document(wide.put("", 1).put("x".repeat(65), 1).build(), "");
        assertThat(FieldPath.indexed(wide.build())).isEmpty();
    }

    @Test
    void shownNamesAreShortAndPrintable() {
        String hostile = "\u001b[31m\u0000" + "x".repeat(10_000);
        assertThat(Names.shown(hostile)).hasSizeLessThan(100).startsWith("?[31m?x");
    }
}
