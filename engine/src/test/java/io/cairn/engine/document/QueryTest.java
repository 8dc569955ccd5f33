package io.cairn.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How queries are written, and every way to write them wrong. */
class QueryTest {
    private static Query parse(String text) {
        return Query.parse(Json.parse(text.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | query-malformed | ''",
                "7 | query-malformed | ''",
                "['a'] | query-malformed | query/0",
                "[null] | query-malformed | query/0",
                "[1.5] | query-malformed | query/0",
                "[0] | query-malformed | query/0",
                "[-1] | query-malformed | query/0",
                "[1001] | query-malformed | query/0",
                "[9223372036854775807] | query-malformed | query/0",
                "[5,5] | query-malformed | query/1",
                "[[]] | query-malformed | query/0",
                "[['a','==',1,2]] | query-malformed | query/0",
                "[['a'],['b']] | query-malformed | query/1",
                "[['a','up']] | query-malformed | query/0/1",
                "[['a',1]] | query-malformed | query/0/1",
                "[[1]] | query-malformed | query/0/0",
                "[[1,'==',1]] | query-malformed | query/0/0",
                "[['a',1,1]] | query-malformed | query/0/1",
                "[['a','=',1]] | query-operator-unknown | query/0/1",
                "[['a','array-contains',1]] | query-operator-unknown | query/0/1",
                "[['a','not-in',[1]]] | query-operator-unknown | query/0/1",
                "[['a','in',1]] | query-malformed | query/0/2",
                "[['_id','==',1]] | query-malformed | query/0/2",
                "[['_id','==',['a']]] | query-malformed | query/0/2",
                "[['_id','<',[]]] | query-malformed | query/0/2",
                "[['_id','in',['a',1]]] | query-malformed | query/0/2",
                "[['a..b','==',1]] | path-malformed | query/0/0",
                "[['','==',1]] | path-malformed | query/0/0",
                "[['_owner','==','me']] | not-supported | query/0/0",
                "[['_owner.x']] | not-supported | query/0/0",
            })
    void refusesWhatIsNoQuery(String text, String code, String at) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(CairnException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.at()).isEqualTo(at);
        });
    }

    @Test
    void refusesTooManyConditionsAndValues() {
        Value condition = Json.parse("[\"a\",\"==\",1]");
        assertThat(Query.parse(new Value.Array(Collections.nCopies(20, condition)))
                        .conditions())
                .hasSize(20);
        assertThatThrownBy(() -> Query.parse(new Value.Array(Collections.nCopies(23, condition))))
                .isInstanceOf(CairnException.Incorrect.class);
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            values.add(Value.of(i));
        }
        Value in = new Value.Array(List.of(Value.of("a"), Value.of("in"), new Value.Array(values)));
        assertThatThrownBy(() -> Query.parse(new Value.Array(List.of(in))))
                .isInstanceOfSatisfying(
                        CairnException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("query-malformed"));
    }

    @Test
    void optionsComeInAnyOrder() {
        Query query = parse("[7,['b','desc'],['a','>',1]]");
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.descending()).isTrue();
        assertThat(query.order()).hasToString("b");
        assertThat(query.conditions()).hasSize(1);
        assertThat(Query.all().limit()).isEqualTo(Query.LIMIT_MAX);
    }

    @Test
    void firstConditionThatIsNoEqualityGivesTheOrder() {
        assertThat(parse("[['a','==',1],['b','in',[1]],['c','>',1]]").order()).hasToString("b");
        assertThat(parse("[['a','==',1]]").order()).isNull();
        assertThat(parse("[['_id','>','x'],['c','>',1]]").order()).isNull();
        assertThat(parse("[['c','>',1],['_id']]").order()).isNull();
    }
}
