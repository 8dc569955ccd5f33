package io.cairn.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.record.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Catalogs that no statement wrote: a node that signs such a state must not make its verifiers run what is in it. */
final class ForeignCatalogTest {
    private static final int OBJECT = 50;

    private final SqlState state = new SqlState();

    ForeignCatalogTest() {
        state.change("create table birds (id int primary key)");
    }

    private void putObject(int type, String text) {
        ByteWriter row = new ByteWriter(64).u8(1).u8(type).prefixed(text.getBytes(StandardCharsets.UTF_8));
        state.putCatalog(Keys.sqlCatalog(OBJECT), row.toBytes());
    }

    @Test
    void whatAnHonestCatalogCouldHoldIsThere() {
        putObject(0, "CREATE TABLE \"public\".\"t\"(\"x\" INTEGER)");
        assertThat(state.rows("select count(*) from t")).containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | CREATE TABLE \"public\".\"t\"(\"x\") AS SELECT FILE_READ('/proc/self/cmdline')",
                "0 | CREATE TABLE \"public\".\"t\"(\"x\" VARCHAR DEFAULT FILE_READ('/proc/self/cmdline'))",
                "0 | CREATE LINKED TABLE \"public\".\"t\"('org.h2.Driver', 'jdbc:h2:mem:', '', '', 'x')",
            })
    void whatReachesOutsideIsNotThere(int type, String text) {
        putObject(type, text);
        assertThatThrownBy(() -> state.ask("select * from t"))
                .isInstanceOfSatisfying(
                        CairnException.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("sql-42P01"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CALL CSVWRITE('FILE', 'select 1')",
                "SCRIPT TO 'FILE'",
                "BACKUP TO 'FILE'",
                "CREATE TABLE \"public\".\"t\"(\"x\") AS SELECT FILE_WRITE('x', 'FILE')",
            })
    void nothingIsWrittenToFiles(String text, @TempDir Path folder) {
        putObject(0, text.replace("FILE'", folder.resolve("written") + "'"));
        assertThat(state.rows("select count(*) from birds")).containsExactly("0");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | CREATE USER x PASSWORD 'p'",
                "4 | CREATE FORCE TRIGGER t BEFORE INSERT ON birds QUEUE 1024 CALL 'x.Y'",
                "6 | SET MODE Oracle",
                "9 | CREATE FORCE ALIAS t FOR 'java.lang.System.getProperty(java.lang.String)'",
                "77 | CREATE TABLE t(x INT)",
            })
    void catalogsWithOtherKindsOfObjectsAreRefused(int type, String text) {
        putObject(type, text);
        assertThatThrownBy(() -> state.ask("select 1"))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ByteReader.MALFORMED));
    }
}
