package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.document.ReadQuery;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.WriteQuery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of queries goes where it is understood, and people are told of it. */
class QueryFunctionsTest {
    static List<String> reading() {
        return ReadQuery.functions();
    }

    static List<String> writing() {
        return WriteQuery.functions();
    }

    private static Value.Array call(String function) {
        return new Value.Array(List.of(Value.of(function), Value.of(-7)));
    }

    @ParameterizedTest
    @MethodSource("reading")
    void whatReadsIsAskedAndNotSigned(String function) {
        assertThat(ReadCommands.reads(function)).isTrue();
        // Refused for its argument, not for its name.
        assertThatThrownBy(() -> ReadQuery.parse(call(function)))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isNotEqualTo("query-function-unknown"));
        assertThatThrownBy(() -> ReadQuery.parse(call("nothing"))).hasMessageContaining(" " + function + ", ");
    }

    @ParameterizedTest
    @MethodSource("writing")
    void whatWritesIsSigned(String function) {
        assertThat(ReadCommands.reads(function)).isFalse();
        assertThatThrownBy(() -> WriteQuery.parse(call(function), "query"))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isNotEqualTo("query-function-unknown"));
        assertThatThrownBy(() -> WriteQuery.parse(call("nothing"), "query"))
                .hasMessageMatching(".*[ ,]" + function + "(,.*|$)");
    }

    @Test
    void linksAndTokensAreAmongThem() {
        assertThat(reading()).contains("getTokens", "getBalance", "listWithdrawals");
        assertThat(writing()).contains("creditToken", "withdrawToken");
        assertThat(reading()).contains("getLinkedContract");
        assertThat(writing()).contains("linkContract", "unlinkContract");
        assertThat(ReadCommands.reads("ids")).isTrue();
    }
}
