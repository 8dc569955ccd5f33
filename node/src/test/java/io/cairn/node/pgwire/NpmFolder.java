package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Packages of npm at the versions of a lock file, installed once under target. A test that wants them is skipped where
 * npm has none of them.
 *
 * @param source the folder of the lock file and of scripts
 * @param target where they are installed and run
 */
public record NpmFolder(Path source, Path target) {
    private static final int SECONDS_MAX = 180;

    /** What a program comes to. */
    public record Run(int exit, String output) {}

    /** Installs what a folder of src/test locks. */
    public static NpmFolder install(String name) throws Exception {
        NpmFolder folder = new NpmFolder(
                Path.of("src/test", name).toAbsolutePath(),
                Path.of("target", name).toAbsolutePath());
        Files.createDirectories(folder.target);
        byte[] lock = Files.readAllBytes(folder.source.resolve("package-lock.json"));
        Path marker = folder.target.resolve("installed-lock.json");
        if (Files.exists(marker) && Arrays.equals(Files.readAllBytes(marker), lock)) {
            return folder;
        }
        for (String file : List.of("package.json", "package-lock.json")) {
            folder.copy(file);
        }
        Run npm = folder.run("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
        assumeTrue(npm.exit() == 0, "SKIPPED: npm ci ended with " + npm.exit() + ": " + npm.output());
        Files.write(marker, lock);
        return folder;
    }

    /** Puts a file of the source where programs run. */
    public void copy(String file) throws IOException {
        Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs a program to its end. */
    public Run run(String... command) throws Exception {
        Path output = Files.createTempFile(target, "output", ".txt");
        try {
            Process process = start(new ProcessBuilder(command)
                    .directory(target.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile()));
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            assertThat(ended).as("%s ended: %s", command[0], text).isTrue();
            return new Run(process.exitValue(), text);
        } finally {
            Files.delete(output);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException missing) {
            return abort("SKIPPED: Node.js and npm are not installed: " + missing);
        }
    }
}
