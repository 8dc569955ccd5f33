package io.cairn.node.drill;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.SqlText;
import java.util.ArrayList;
import java.util.List;

/** The tables of the trial of lies about SQL, and what is asked about them. */
final class SqlQuestions {
    /** The name of a row that every question below looks at; the lies are about it. */
    static final String NAME = "wren-0040";

    static final Asked RANGE = new Asked(
            "select id, name, weight from birds where id between ? and ? order by id",
            List.of(Value.of(20), Value.of(60)));
    static final Asked ELSEWHERE = new Asked(RANGE.text(), List.of(Value.of(1_500), Value.of(1_540)));
    static final Asked WIDE = new Asked(RANGE.text(), List.of(Value.of(20), Value.of(900)));
    static final Asked BY_NAME = new Asked(
            "select id, name, weight from birds where name between ? and ? order by name",
            List.of(Value.of("wren-0030"), Value.of("wren-0050")));
    static final Asked BY_OTHER_NAME = new Asked(BY_NAME.text(), List.of(Value.of("wren-1530"), Value.of("wren-1550")));
    static final Asked DESCENDING = new Asked(
            "select id, name, weight from birds where id >= ? order by id desc limit 5", List.of(Value.of(20)));
    static final Asked COUNT = new Asked("select count(*) from birds", List.of());
    static final Asked VIEW = new Asked("select count(*) from heavy", List.of());
    static final Asked SEQUENCE =
            new Asked("select last_value from pg_sequences where sequencename = 'rings'", List.of());
    static final Asked NOW = new Asked("select now()", List.of());
    static final Asked CHANCE = new Asked("select random()", List.of());

    private static final int ROWS_AT_ONCE = 500;

    private SqlQuestions() {}

    /** A question. */
    record Asked(String text, List<Value> parameters) {
        SqlReading of(ClientDatabase database) {
            return database.sql(text, parameters, ReadOptions.PROVED.keeping());
        }

        /** Asked by somebody who lets the catalog be left out where it is known. */
        SqlReading knowing(ClientDatabase database) {
            return database.sql(text, parameters, ReadOptions.PROVED);
        }
    }

    /** Makes the tables and fills them with rows of even ids. */
    static void fill(ClientDatabase database, int rows) {
        database.execute(texts(
                "create table birds (id int primary key, name varchar(40) not null, weight int default 7 check (weight > 0))",
                "create index birds_name on birds (name)",
                "create view heavy as select id, name from birds where weight > 50",
                "create sequence rings start with 1000"));
        for (int from = 1; from <= rows; from += ROWS_AT_ONCE) {
            List<String> values = new ArrayList<>();
            for (int i = from; i < from + ROWS_AT_ONCE && i <= rows; i++) {
                values.add("(" + 2 * i + ", 'wren-" + (10_000 + 2 * i + "").substring(1) + "', " + (i % 90 + 1) + ")");
            }
            database.execute(texts("insert into birds values " + String.join(", ", values)));
        }
        database.awaitSeal();
    }

    static List<SqlText> texts(String... statements) {
        List<SqlText> texts = new ArrayList<>();
        for (String statement : statements) {
            texts.add(new SqlText(statement, List.of()));
        }
        return texts;
    }
}
