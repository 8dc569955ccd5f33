package io.cairn.node.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTest {
    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession();

    private Typist typist() throws Exception {
        Typist typist = new Typist(session, folder.resolve("home/sql_history"), 60);
        typist.await("db=> ");
        return typist;
    }

    @Test
    void aStatementGoesOnOverLinesUntilItsSemicolon() throws Exception {
        try (Typist typist = typist()) {
            typist.line("select 'a;").await("'> ");
            typist.line("b' from (").await("(> ");
            typist.line("x)").await("-> ");
            String seen = typist.line("; select 2;").await("db=> ");
            assertThat(session.statements).containsExactly("select 'a;\nb' from (\nx)", "select 2");
            assertThat(seen).contains("(1 row)  ").contains(" ms, block 7, proved");
        }
    }

    @Test
    void controlCStopsTheStatementAndNotTheShell() throws Exception {
        try (Typist typist = typist()) {
            typist.line("wait; select 'never';").await("\n");
            while (session.statements.isEmpty()) {
                Thread.onSpinWait();
            }
            typist.keys("\u0003");
            assertThat(typist.await("db=> ")).contains("ERROR 57014: stopped on request");
            assertThat(session.interrupted.await(60, TimeUnit.SECONDS)).isTrue();
            typist.line("select 1;").await("(1 row)");
            assertThat(session.statements).doesNotContain("select 'never'").endsWith("select 1");
        }
    }

    @Test
    void controlCForgetsWhatWasTypedAndControlDLeaves() throws Exception {
        try (Typist typist = typist()) {
            typist.line("select").await("-> ");
            typist.keys("\u0003").await("db=> ");
            typist.line("select 2;").await("db=> ");
            assertThat(session.statements).containsExactly("select 2");
            typist.keys("\u0004");
            typist.awaitEnd();
        }
    }

    @Test
    void whatWasTypedIsKeptForThisUserAlone() throws Exception {
        try (Typist typist = typist()) {
            typist.line("select").await("-> ");
            typist.line("'kept';").await("db=> ");
            typist.line("\\q").awaitEnd();
        }
        Path history = folder.resolve("home/sql_history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (Typist typist = typist()) {
            assertThat(typist.line("\\history").await("db=> ")).contains("select\\n'kept';");
            // The arrow up, three times: past two commands, to the statement of two lines.
            typist.keys("\u001bOA\u001bOA\u001bOA").await("'kept';");
            typist.keys("\r").await("db=> ");
            assertThat(session.statements).containsExactly("select\n'kept'", "select\n'kept'");
        }
    }

    @Test
    void tabCompletesKeywordsColumnsAndCommands() throws Exception {
        try (Typist typist = typist()) {
            typist.line("sel\tweig\tfrom bir\t;").await("(1 row)");
            assertThat(session.statements).containsExactly("select weight from birds");
        }
    }

    @Test
    void completionKnowsWhereANameStands() {
        NameCompleter completer = new NameCompleter(new Names(session));
        assertThat(completer.candidates("select * from ", "")).containsExactly("birds");
        assertThat(completer.candidates("select b. from birds as b where b.", ""))
                .containsExactly("\"Wing Span\"", "weight");
        assertThat(completer.candidates("select ", "coal")).containsExactly("coalesce(");
        assertThat(completer.candidates("", "SEL")).containsExactly("SELECT");
        assertThat(completer.candidates("", "\\d")).containsExactly("\\d", "\\dt", "\\di", "\\dv", "\\ds");
        assertThat(completer.candidates("\\format ", "p")).containsExactly("parquet");
    }

    @Test
    void failuresTellStateAndPlaceAndTheShellGoesOn() throws Exception {
        try (Typist typist = typist()) {
            assertThat(typist.line("fail x;").await("db=> "))
                    .contains("ERROR 42703: Column \"x\" not found\n")
                    .contains("LINE 1: fail x\n")
                    .contains("\n             ^\n");
            assertThat(typist.line("\\nonsense").await("db=> ")).contains("there is no command \\nonsense");
        }
    }

    @Test
    void tablesFitTheTerminal() throws Exception {
        try (Typist typist = typist()) {
            String seen = typist.line("select '" + "word ".repeat(30) + "';").await("db=> ");
            String table = seen.substring(seen.indexOf("said"));
            assertThat(table.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
            assertThat(typist.line("\\x on").await("db=> ")).contains("A cell on a line is on.");
            assertThat(typist.line("select 1;").await("db=> ")).contains("-[ row 1 ]+");
        }
    }

    @Test
    void commandsSetFormsFilesAndThePast() throws Exception {
        Path answers = folder.resolve("answers.csv");
        Path proof = folder.resolve("answer.car");
        try (Typist typist = typist()) {
            typist.line("\\format csv").await("given as csv");
            typist.await("db=> ");
            typist.line("\\o " + answers).await("db=> ");
            typist.line("select 1;").await("db=> ");
            typist.line("\\o").await("db=> ");
            typist.line("\\format table").await("given as table");
            typist.await("db=> ");
            typist.line("\\timing off").await("Timing is off");
            typist.await("db=> ");
            typist.line("\\at 5").await("db@5=> ");
            assertThat(typist.line("select 2;").await("db@5=> ")).contains("(1 row)  block 5, proved");
            typist.line("\\at").await("db=> ");
            typist.line("\\proof " + proof).await("block 5");
            typist.await("db=> ");
            assertThat(typist.line("\\conninfo").await("db=> ")).contains("a database of a test");
            typist.line("select 3 \\g " + folder.resolve("three")).await("db=> ");
            typist.line("select 4").await("-> ");
            typist.line("\\p").await("select 4");
            typist.line("\\r").await("db=> ");
        }
        assertThat(answers).hasContent("said\nselect 1\n");
        assertThat(Files.readAllBytes(proof)).containsExactly(1, 2, 3);
        assertThat(folder.resolve("three")).content().contains("select 3").contains("(1 row)");
        assertThat(session.statements).isEqualTo(List.of("select 1", "select 2", "select 3"));
    }

    @Test
    void filesAreRunLineByLineAndMayNameOthers() throws Exception {
        Path inner = Files.writeString(folder.resolve("inner.sql"), "select\n 2;\nselect 3");
        Path outer = Files.writeString(folder.resolve("outer.sql"), "select 1;\n\\i " + inner + "\nselect 4;\n");
        Path endless = folder.resolve("endless.sql");
        Files.writeString(endless, "\\i " + endless + "\n");
        try (Typist typist = typist()) {
            typist.line("\\i " + outer).await("select 4");
            typist.await("db=> ");
            assertThat(session.statements).containsExactly("select 1", "select\n 2", "select 3", "select 4");
            assertThat(typist.line("\\i " + endless).await("db=> ")).contains("more than 16 deep");
        }
    }
}
