package io.cairn.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Bson;
import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no session is refused before anybody looks at state. */
class SessionPayloadTest {
    private static final String KEY =
            "'session_key':'" + TestUser.solana(9).account().text() + "'";
    private static final String HEAD = "{'database':'0x" + "ab".repeat(20) + "'," + KEY + ",";

    private static void assertRefused(String type, String data, String code, String at) {
        String json = (data.startsWith("H") ? HEAD + data.substring(1) : data).replace('\'', '"');
        byte[] bson = Bson.encode((Value.Document) Json.parse(json));
        assertThatThrownBy(() -> PayloadReader.read(MutationType.of(type), bson))
                .isInstanceOfSatisfying(CairnException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.at()).isEqualTo(at);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "H'scope_list':['sql']} | payload-field-missing | data/until",
                "H'scope_list':['sql'],'until':-1} | payload-field-type | data/until",
                "H'scope_list':['sql'],'until':'1'} | payload-field-type | data/until",
                "H'until':1} | session-malformed | data/scope_list",
                "H'scope_list':[],'until':1} | session-malformed | data/scope_list",
                "H'scope_list':['sql','sql'],'until':1} | session-malformed | data/scope_list",
                "H'scope_list':['sql','documents'],'until':1} | session-malformed | data/scope_list",
                "H'scope_list':['all'],'until':1} | session-scope-unknown | data/scope_list",
                "H'scope_list':[7],'until':1} | payload-field-type | data/scope_list",
                "H'scope_list':['sql'],'until':1,'collection_list':['b','a']} | session-malformed | data/collection_list",
                "H'scope_list':['documents'],'until':1,'collection_list':['a/b']} | collection-name-invalid | data/collection_list/0",
                "H'scope_list':['sql'],'until':1,'quota_entries':-1} | quota-malformed | data/quota_entries",
                "H'scope_list':['sql'],'until':1,'more':1} | payload-field-unknown | data/more",
                "H'scope_list':['sql'],'until':1,'session_of':'me'} | identity-malformed | identity",
                "{'until':1} | payload-field-missing | data/database",
            })
    void openingIsStrict(String data, String code, String at) {
        assertRefused("OPEN_SESSION", data, code, at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "H'account':'me'} | identity-malformed | identity",
                "H'until':1} | payload-field-unknown | data/until",
            })
    void closingIsStrict(String data, String code, String at) {
        assertRefused("CLOSE_SESSION", data, code, at);
    }

    @Test
    void collectionsAreBounded() {
        String names = IntStream.rangeClosed(0, Operation.OpenSession.COLLECTIONS_MAX)
                .mapToObj(i -> "'c" + (1_000 + i) + "'")
                .collect(Collectors.joining(","));
        assertRefused(
                "OPEN_SESSION",
                "H'scope_list':['documents'],'until':1,'collection_list':[" + names + "]}",
                "session-malformed",
                "data/collection_list");
    }

    @Test
    void noSessionMakesADatabase() {
        String account = TestUser.solana(9).account().text();
        assertRefused("CREATE_DATABASE", "{'session_of':'" + account + "'}", "session-scope", "data/session_of");
    }
}
