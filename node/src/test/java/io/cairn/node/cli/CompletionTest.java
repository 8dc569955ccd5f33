package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in a real bash. */
class CompletionTest {
    private static final int SECONDS_MAX = 30;

    @TempDir
    Path folder;

    @BeforeEach
    void writeScript() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "SKIPPED: there is no bash to complete in");
        Cli.Result script = new Cli(folder.resolve("home")).run("completion");
        assertThat(script.exit()).isZero();
        Files.writeString(folder.resolve("cairn.bash"), script.out());
    }

    /** What bash offers for a line whose last word is to be completed. */
    private String completed(String... words) throws Exception {
        StringBuilder program = new StringBuilder("source cairn.bash; COMP_WORDS=(");
        for (String word : words) {
            program.append('\'').append(word).append("' ");
        }
        program.append("); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_TYPE=9; _complete_cairn 2>/dev/null;")
                .append(" printf '%s\\n' \"${COMPREPLY[@]}\"");
        Process bash = new ProcessBuilder("/bin/bash", "--norc", "-c", program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void offersCommandsAndTheirCommands() throws Exception {
        assertThat(completed("cairn", "").lines()).contains("add", "query", "db", "demo");
        assertThat(completed("cairn", "ex").strip()).isEqualTo("export");
        assertThat(completed("cairn", "db", "").lines()).contains("create", "member");
        assertThat(completed("cairn", "drill", "k").strip()).isEqualTo("kill");
    }

    @Test
    void offersOptions() throws Exception {
        assertThat(completed("cairn", "query", "--p").strip()).isEqualTo("--plain");
        assertThat(completed("cairn", "bench", "--only", "point").strip()).isEqualTo("point-read");
    }

    @Test
    void saysNothingOfWhatIsHidden() throws Exception {
        assertThat(completed("cairn", "tra").strip()).isEmpty();
    }
}
