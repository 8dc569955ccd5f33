package io.cairn.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.FieldPath;
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
                "[['a'],['a','desc']] | query-order | query/1",
                "[['n'],['a','>',1]] | query-order | query",
                "[['a'],['_id','>','x']] | query-order | query",
                "[['_id'],['a']] | query-order | query/1",
                "[['a','>',1],['a','>=',2]] | query-conditions | query/1",
                "[['a','>',1],['b','<',2]] | query-conditions | query/1",
                "[['a','==',1],['a','==',2]] | query-conditions | query/1",
                "[['a','==',1],['a','>',2]] | query-conditions | query/1",
                "[['a','>',1],['b','==',2]] | query-conditions | query/1",
                "[['a','!=',1],['a','in',[2]]] | query-conditions | query/1",
                "[['a','!=',1],['a','>',2]] | query-conditions | query/1",
                "[['a','not-in',[1]],['b','in',[2]]] | query-conditions | query/1",
                "[['a','array-contains',1],['b','array-contains-any',[1]]] | query-conditions | query/1",
                "[['a'],['startAt']] | query-bound | query/1",
                "[['a'],['startAt',1],['startAfter',2]] | query-bound | query/2",
                "[['a'],['endAt',1],['endBefore',2]] | query-bound | query/2",
                "[['startAt',20]] | query-bound | query/0/1",
                "[['a'],['startAt',20,30]] | query-bound | query/1/2",
                "[['_id'],['startAt',20]] | query-bound | query/1/1",
                "[['a','==',20],['a'],['startAt',20]] | query-bound | query",
                "[['a'],['startAt',{'__cursor__':true}]] | query-bound | query/1/1",
                "[['a'],['startAt',{'__cursor__':true,'id':'x','data':{}}]] | query-bound | query/1/1/data",
                "[['a'],['startAt',{'__cursor__':1,'id':'x','data':{'a':1}}]] | query-bound | query/1/1",
                "[['a'],['startAt',{'__cursor__':true,'id':'','data':{'a':1}}]] | document-id-invalid | query/1/1/id",
                "[['a','up']] | query-malformed | query/0/1",
                "[['a',1]] | query-malformed | query/0/1",
                "[[1]] | query-malformed | query/0/0",
                "[[1,'==',1]] | query-malformed | query/0/0",
                "[['a',1,1]] | query-malformed | query/0/1",
                "[['a','=',1]] | query-operator-unknown | query/0/1",
                "[['a','array-contains-any',1]] | query-malformed | query/0/2",
                "[['a','not-in',1]] | query-malformed | query/0/2",
                "[['_id','array-contains','a']] | query-malformed | query/0/2",
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
        List<Value> conditions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            conditions.add(Json.parse("[\"a" + i + "\",\"==\",1]"));
        }
        assertThat(Query.parse(new Value.Array(conditions)).conditions()).hasSize(20);
        conditions.add(Json.parse("[\"b\",\"==\",1]"));
        assertThatThrownBy(() -> Query.parse(new Value.Array(conditions))).isInstanceOf(CairnException.Incorrect.class);
        assertThatThrownBy(() -> Query.parse(new Value.Array(Collections.nCopies(32, Value.of(1)))))
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
        Query query = parse("[7,['a','desc'],['a','>',1]]");
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.orders()).containsExactly(new Order(FieldPath.parse("a", ""), true));
        assertThat(query.idDescending()).isTrue();
        assertThat(query.conditions()).hasSize(1);
        assertThat(Query.all().limit()).isEqualTo(Query.LIMIT_MAX);
    }

    private static List<String> orders(String text) {
        return parse(text).orders().stream()
                .map(order -> order.path() + (order.descending() ? "-" : ""))
                .toList();
    }

    @Test
    void firstConditionThatIsNoEqualityGivesTheOrder() {
        assertThat(orders("[['a','==',1],['b','in',[1]]]")).containsExactly("b");
        assertThat(orders("[['a','==',1]]")).isEmpty();
        assertThat(orders("[['_id','>','x']]")).isEmpty();
        assertThat(orders("[['c','!=',1],['_id']]")).isEmpty();
        assertThat(orders("[['t','array-contains',1]]")).isEmpty();
    }

    @Test
    void fieldsWithEqualityGiveNoOrder() {
        assertThat(orders("[['a','==',1],['a','desc'],['b','desc'],['c']]")).containsExactly("b-", "c");
        assertThat(parse("[['a','==',1],['a','desc']]").idDescending()).isTrue();
        assertThat(parse("[['a','==',1],['b','desc'],['a','asc']]").idDescending())
                .isTrue();
    }

    @Test
    void listsHoldEachValueOnce() {
        assertThat(parse("[['a','in',[2,1,2,1.0]]]").conditions().getFirst().values())
                .containsExactly(Value.of(1), Value.of(2));
        assertThat(parse("[['a','in',[]]]").conditions().getFirst().values()).isEmpty();
        assertThat(parse("[['a','not-in',[]]]").conditions().getFirst().values())
                .isEmpty();
    }
}
