package io.cairn.h2.deterministic;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.h2.engine.SessionLocal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database as it is in the jar, in memory. */
final class DeterministicTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @AfterEach
    void takeContextAway() {
        Deterministic.unbind();
    }

    @Test
    void equalContextsGiveEqualAnswers() {
        assertThat(Script.answers(42))
                .isEqualTo(Script.answers(42))
                .contains("2026-01-02 03:04:05.678901")
                .doesNotContain("General error");
    }

    @Test
    void anotherSeedGivesOtherRandomValues() {
        assertThat(Script.answers(43)).isNotEqualTo(Script.answers(42));
    }

    @Test
    void anotherMachineGivesTheSameAnswers() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xint", "-Xmx96m"));
        command.addAll(List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tokyo"));
        command.addAll(List.of("-Dfile.encoding=ISO-8859-1", "-Dline.separator=\r\n", "-Dh2.objectCacheSize=2"));
        command.addAll(List.of("-Dh2.maxMemoryRows=1", "-Dh2.timeZone=Asia/Tokyo", "-Dh2.check=false"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Script.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.replace("\r\n", "\n")).isEqualTo(Script.answers(42));
    }

    @Test
    void aStatementSeesItsOwnTimeAndSeedWhateverTheSessionDidBefore() {
        SessionLocal session = Script.open();
        String question = "select now(), rand(), random_uuid()";
        Deterministic.bind(new Context(TIME, 1));
        String first = Script.answer(session, question);
        Deterministic.bind(new Context(TIME.plusSeconds(5), 2));
        assertThat(Script.answer(session, question)).isNotEqualTo(first).contains("03:04:10");
        Deterministic.bind(new Context(TIME, 1));
        assertThat(Script.answer(session, question)).isEqualTo(first).contains("03:04:05");
        session.close();
    }

    @Test
    void withoutAContextTimeIsTheEpochAndNothingIsTheMachines() {
        SessionLocal session = Script.open();
        assertThat(Script.answer(session, "select now()")).contains("1970-01-01 00:00:00");
        String random = Script.answer(session, "select random_uuid()");
        session.close();
        Deterministic.unbind();
        SessionLocal another = Script.open();
        assertThat(Script.answer(another, "select random_uuid()")).isEqualTo(random);
        another.close();
    }

    @Test
    void whatIsKeptEndsWithTheStatement() {
        Object owner = new Object();
        Context context = new Context(TIME, 1);
        Deterministic.bind(context);
        Deterministic.keep(owner, "made");
        assertThat(Deterministic.kept(owner)).isEqualTo("made");
        assertThat(Deterministic.kept("another")).isNull();
        Deterministic.unbind();
        Deterministic.keep(owner, "made by nobody's statement");
        assertThat(Deterministic.kept(owner)).isNull();
        Deterministic.bind(context);
        assertThat(Deterministic.kept(owner)).isEqualTo("made");
        Deterministic.restart();
        assertThat(Deterministic.kept(owner)).isNull();
        Deterministic.unbind();
    }

    @Test
    void aTimeOutCountsStepsAndStopsAtTheSameOne() {
        Set<String> ends = new HashSet<>();
        for (int run = 0; run < 2; run++) {
            SessionLocal session = Script.open();
            Context context = new Context(TIME, 1);
            Deterministic.bind(context);
            session.setQueryTimeout(50);
            String statement = "select count(*) from system_range(1, 1000000000000) where mod(x, 7) = 8";
            ends.add(Script.answer(session, statement) + context.looks());
            session.close();
        }
        assertThat(ends).hasSize(1).first().asString().startsWith("57014").contains("canceled");
    }

    @Test
    void startsNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        SessionLocal session = Script.open();
        Script.answer(session, "create table t as select x, repeat('x', 10000) y from system_range(1, 1000)");
        Script.answer(session, "delete from t");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && thread.getClass() != Thread.class)
                .isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("H2") || name.contains("MVStore"));
        session.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create alias f for 'java.lang.System.exit'",
                "create alias f as 'int f() { return 1; }'",
                "create aggregate f for 'x.Y'",
                "create trigger g before insert on t for each row call 'x.Y'",
                "create linked table l('', 'jdbc:h2:mem:', '', '', 'T')",
                "select * from csvread('/etc/passwd')",
                "call csvwrite('/tmp/x', 'select 1')",
                "select file_read('/etc/passwd')",
                "call file_write('x', '/tmp/x')",
                "call link_schema('a', '', 'jdbc:h2:mem:', '', '', 'PUBLIC')",
                "script to '/tmp/x'",
                "runscript from '/tmp/x'",
                "backup to '/tmp/x'",
                "help select",
                "select encrypt('AES', x'00', 'a')",
                "set collation german strength primary",
                "create table e(id int) engine \"java.lang.String\"",
                "set database_event_listener 'java.lang.String'",
                "set java_object_serializer 'java.lang.String'"
            })
    void refusesWhatReachesOutOfTheDatabase(String statement) {
        SessionLocal session = Script.open();
        Script.answer(session, "create table t(id int)");
        assertThat(Script.answer(session, statement)).matches("(?s)\\d{5} .*");
        assertThat(Script.answer(session, "select 7")).isEqualTo("[7]\n");
        session.close();
    }
}
