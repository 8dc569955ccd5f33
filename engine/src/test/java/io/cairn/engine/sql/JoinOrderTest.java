package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which table a join of several begins with. */
final class JoinOrderTest {
    private static final Pattern TABLE = Pattern.compile("(?:FROM|JOIN) \"public\"\\.\"(\\w+)\"");

    private final SqlState state = new SqlState();

    @BeforeEach
    void fill() {
        state.change("create table region (r int primary key, name text)");
        state.change("create table nation (n int primary key, r int)");
        state.change("create table customer (c int primary key, n int, segment text)");
        state.change("create index on customer (n)");
        state.change("create table orders (o int primary key, c int, day date)");
        state.change("create index on orders (c)");
        state.change("create index on orders (day)");
        state.change("create table line (o int, l int, mode text, sent date, got date, primary key (o, l))");
        state.change("insert into region select x, 'r' || x from generate_series(0, 4) as g (x)");
        state.change("insert into nation select x, x % 5 from generate_series(0, 24) as g (x)");
        state.change("insert into customer select x, x % 25, 's' || x % 5 from generate_series(0, 499) as g (x)");
        state.change("insert into orders select x, x % 500, date '2020-01-01' + (x % 1000)::int"
                + " from generate_series(0, 1999) as g (x)");
        state.change("insert into line select x / 4, x % 4, 'm' || x % 7, date '2020-01-01' + (x % 1000)::int,"
                + " date '2020-01-02' + (x % 990)::int from generate_series(0, 7999) as g (x)");
    }

    private List<String> order(String query) {
        String plan = String.join("\n", state.rows("explain " + query));
        return TABLE.matcher(plan).results().map(found -> found.group(1)).toList();
    }

    @Test
    void theLargerTableIsFirstWhereItsConditionsLeaveLittleOfIt() {
        String lines = "select count(*) from orders join line on orders.o = line.o"
                + " where mode in ('m1', 'm2') and sent < got and sent >= date '2021-01-01' and sent < date '2022-01-01'";
        assertThat(order(lines)).containsExactly("line", "orders");
        assertThat(order("select count(*) from line join orders on orders.o = line.o"))
                .containsExactly("orders", "line");
    }

    @Test
    void aConditionOnASmallTableIsLookedAtBeforeLargerOnesAreSearched() {
        String query = "select count(*) from customer, orders, nation, region where customer.c = orders.c"
                + " and customer.n = nation.n and nation.r = region.r and region.name = 'r3'";
        assertThat(order(query)).endsWith("customer", "orders");
        assertThat(state.rows(query)).containsExactly("400");
    }

    @Test
    void whatAColumnHasOfEachValueIsKnownWhereItIsHashedToo() {
        String query = "select count(*) from customer, orders, nation where customer.c = orders.c"
                + " and customer.n = nation.n and day >= date '2020-03-01' and day < date '2020-03-20'";
        assertThat(order(query)).startsWith("orders");
        assertThat(state.rows(query)).containsExactly("38");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "line.mode = 'm3' and line.l = 2; line, orders",
                "line.mode = orders.day::text; orders, line",
                "line.mode like 'm3' and line.got > date '2022-01-01' and line.l < 2; line, orders",
                "line.mode not like 'm3' and line.mode <> 'm3' and line.mode not in ('m1', 'm2'); orders, line",
                "line.mode in (select segment from customer) and line.mode is not null; orders, line"
            })
    void whatLeavesLittleIsToldByTheKindOfACondition(String condition, String order) {
        assertThat(String.join(
                        ", ", order("select count(*) from orders join line on orders.o = line.o where " + condition)))
                .startsWith(order);
    }

    @Test
    void tablesThatNothingJoinsAreNotCrossedForAConditionThatLeavesManyRows() {
        state.change("create table kind (k int primary key, sort int)");
        state.change("create table place (p int primary key, sort int)");
        state.change("create table sale (s int primary key, k int references kind, p int references place)");
        state.change("insert into kind select x, x % 2 from generate_series(0, 299) as g (x)");
        state.change("insert into place select x, x % 2 from generate_series(0, 299) as g (x)");
        state.change("insert into sale select x, x % 300, x * 7 % 300 from generate_series(0, 1999) as g (x)");
        String query = "select count(*) from sale, kind, place where sale.k = kind.k and sale.p = place.p";
        for (String condition : List.of("kind.sort = 1 and place.sort = 0", "kind.sort = 1 and place.sort = 1")) {
            assertThat(order(query + " and " + condition).subList(0, 2))
                    .as(condition)
                    .contains("sale");
        }
        assertThat(state.rows(query + " and kind.sort = 1 and place.sort = 1")).containsExactly("1000");
    }

    @Test
    void numbersOfAStatementDoNotChangeItsPlan() {
        String query = "select count(*) from orders join line on orders.o = line.o where line.l = ? and line.mode = ?";
        List<String> first = order(query.replaceFirst("\\?", "1").replaceFirst("\\?", "'m1'"));
        assertThat(order(query.replaceFirst("\\?", "999").replaceFirst("\\?", "'no'")))
                .isEqualTo(first);
    }
}
