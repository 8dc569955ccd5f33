package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import io.cairn.client.jdbc.CairnDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jOOQ as it is, over the driver. */
class JdbcJooqTest {
    private static final Table<Record> BOOK = table(name("book"));
    private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
    private static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR(100));
    private static final Field<BigDecimal> PRICE = field(name("price"), SQLDataType.NUMERIC(8, 2));

    @TempDir
    static Path folder;

    @Test
    void theDslDefinesWritesAndReads() throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try (JdbcNode node = JdbcNode.start(folder)) {
            DSLContext dsl = DSL.using(new CairnDataSource(node.url()), SQLDialect.POSTGRES);
            dsl.createTable(BOOK)
                    .column(ID, SQLDataType.INTEGER.identity(true))
                    .column(TITLE, SQLDataType.VARCHAR(100).nullable(false))
                    .column(PRICE)
                    .constraints(constraint("book_pk").primaryKey(ID))
                    .execute();
            Record made = dsl.insertInto(BOOK, TITLE, PRICE)
                    .values("Walden", new BigDecimal("9.50"))
                    .returning(ID, PRICE)
                    .fetchOne();
            assertThat(made.get(ID)).isEqualTo(1);
            assertThat(made.get(PRICE)).isEqualByComparingTo("9.50");
            dsl.insertInto(BOOK, ID, TITLE, PRICE)
                    .values(1, "Walden", new BigDecimal("12"))
                    .onConflict(ID)
                    .doUpdate()
                    .set(PRICE, new BigDecimal("12"))
                    .execute();
            dsl.batch(
                            dsl.insertInto(BOOK, TITLE, PRICE).values("Emma", new BigDecimal("8")),
                            dsl.insertInto(BOOK, TITLE, PRICE).values("Ulysses", new BigDecimal("20")))
                    .execute();
            Result<?> sums = dsl.select(count(), sum(PRICE))
                    .from(BOOK)
                    .where(PRICE.gt(new BigDecimal("10")))
                    .fetch();
            assertThat(sums.getFirst().get(0, Integer.class)).isEqualTo(2);
            assertThat(sums.getFirst().get(1, BigDecimal.class)).isEqualByComparingTo("32");
            assertThat(dsl.select(TITLE)
                            .from(BOOK)
                            .orderBy(TITLE.desc())
                            .limit(2)
                            .fetch(TITLE))
                    .containsExactly("Walden", "Ulysses");
            dsl.transaction(inner ->
                    inner.dsl().deleteFrom(BOOK).where(TITLE.eq("Emma")).execute());
            assertThatThrownBy(() -> dsl.transaction(inner -> {
                        inner.dsl().deleteFrom(BOOK).execute();
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(dsl.fetchCount(BOOK)).isEqualTo(2);
            assertThatThrownBy(() ->
                            dsl.insertInto(BOOK, ID, TITLE).values(1, "Again").execute())
                    .isInstanceOf(IntegrityConstraintViolationException.class);
        }
    }
}
