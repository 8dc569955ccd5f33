package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cairn sql} and {@code cairn verify} say of answers to readers whose rights are limited. */
final class AttestedAnswersEndToEndTest {
    private static final String QUESTION = "select id from birds";

    @TempDir
    static Path folder;

    private static NodeProcess node;
    private static Cli owner;
    private static Cli reader;

    @BeforeAll
    static void start() throws IOException {
        node = NodeProcess.start(NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
        owner = someone("owner");
        reader = someone("reader");
        assertThat(owner.run("db", "create").exit()).isZero();
        assertThat(owner.run(
                                "sql",
                                "create table birds (id int primary key)",
                                "insert into birds values (1), (2)",
                                "create table closed (id int primary key)",
                                "revoke all on closed from public")
                        .exit())
                .isZero();
    }

    private static Cli someone(String name) {
        Cli cli = new Cli(folder.resolve(name)).with("CAIRN_NODE", "http://127.0.0.1:" + node.port());
        assertThat(cli.run("key", "new").exit()).isZero();
        return cli;
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void theClassIsThatOfTheAnswer() {
        assertThat(owner.run("sql", "--json", QUESTION).out()).contains("\"class\":\"proved\"");
        assertThat(reader.run("sql", "--json", QUESTION).out())
                .contains("\"class\":\"attested\"")
                .contains("[\"1\"]");
    }

    @Test
    void aKeptAnswerIsCheckedForWhatItIs() throws IOException {
        Path file = folder.resolve("attested.car");
        assertThat(reader.run("sql", "--proof", file.toString(), QUESTION).exit())
                .isZero();
        Cli.Result verified = reader.run("verify", file.toString());
        assertThat(verified.exit()).isZero();
        assertThat(verified.out())
                .startsWith("valid ")
                .contains("attested answer with 2 rows to \"" + QUESTION + "\" of db3_user:")
                .contains("no proof of the rows");
        byte[] forged = Files.readAllBytes(file);
        forged[forged.length - 1] ^= 1;
        Path other = Files.write(folder.resolve("forged.car"), forged);
        Cli.Result refused = reader.run("verify", other.toString());
        assertThat(refused.exit()).isEqualTo(ExitCode.INVALID.number());
        assertThat(refused.out()).startsWith("INVALID ");
    }
}
