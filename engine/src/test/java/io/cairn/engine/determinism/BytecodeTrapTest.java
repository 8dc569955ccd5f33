package io.cairn.engine.determinism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.determinism.AllowList.Entry;
import io.cairn.engine.determinism.Traps.Trap;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine gives the same bytes everywhere and for ever: nothing in it depends on machine, run or JDK. */
final class BytecodeTrapTest {
    @Test
    void engineUsesNothingThatVaries() throws IOException {
        AllowList allowed = AllowList.load();
        List<Finding> findings = engineFindings().stream()
                .filter(finding -> !allowed.covers(finding.trap().name(), finding.className()))
                .toList();
        assertThat(findings)
                .as("fix, or list in src/test/resources/determinism/allowed.txt with a reason")
                .isEmpty();
    }

    @Test
    void everyExceptionIsStillNeeded() throws IOException {
        List<Finding> findings = engineFindings();
        for (Entry entry : AllowList.load().entries()) {
            assertThat(findings)
                    .as("exception no longer needed: %s", entry)
                    .anyMatch(finding -> entry.covers(finding.trap().name(), finding.className()));
        }
    }

    @Test
    void everyTrapCatchesItsPlantedCode() throws IOException {
        List<Finding> findings = Finding.in("Planted", classFile(Planted.class));
        TreeSet<String> proven = new TreeSet<>();
        for (Method planted : Planted.class.getDeclaredMethods()) {
            Trapped expected = planted.getAnnotation(Trapped.class);
            if (expected != null) {
                assertThat(findings)
                        .filteredOn(finding -> finding.use().method().equals(planted.getName()))
                        .extracting(finding -> finding.trap().name())
                        .as("planted method %s", planted.getName())
                        .contains(expected.value());
                proven.add(expected.value());
            }
        }
        assertThat(proven)
                .containsExactlyInAnyOrderElementsOf(
                        Traps.ALL.stream().map(Trap::name).toList());
    }

    @Test
    void catchesRecordsWhoseGeneratedMethodsVary() throws IOException {
        for (Class<?> planted : PlantedRecords.class.getDeclaredClasses()) {
            assertThat(Finding.in(planted.getName(), classFile(planted)))
                    .extracting(finding -> finding.trap().name())
                    .contains(planted.getAnnotation(Trapped.class).value());
        }
    }

    @Test
    void acquitsGoodCode() throws IOException {
        List<Finding> findings = new ArrayList<>(Finding.in("Innocent", classFile(Innocent.class)));
        for (Class<?> nested : Innocent.class.getDeclaredClasses()) {
            findings.addAll(Finding.in(nested.getName(), classFile(nested)));
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void anExceptionCoversOneTrapInOneClassAndItsNestedOnes() {
        AllowList allowed = AllowList.parse("# comment\n\nclock io.cairn.engine.A read for the log only\n");
        assertThat(allowed.covers("clock", "io.cairn.engine.A")).isTrue();
        assertThat(allowed.covers("clock", "io.cairn.engine.A$B")).isTrue();
        assertThat(allowed.covers("clock", "io.cairn.engine.AB")).isFalse();
        assertThat(allowed.covers("locale", "io.cairn.engine.A")).isFalse();
    }

    @Test
    void anExceptionNeedsAReason() {
        assertThatThrownBy(() -> AllowList.parse("clock io.cairn.engine.A")).hasMessageContaining("reason");
    }

    private static List<Finding> engineFindings() throws IOException {
        Path classes = classesFolder();
        List<Finding> findings = new ArrayList<>();
        int count = 0;
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                findings.addAll(
                        Finding.in(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file)));
                count++;
            }
        }
        assertThat(count).as("class files under %s", classes).isGreaterThan(10);
        return findings;
    }

    private static Path classesFolder() {
        try {
            return Path.of(Value.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the engine's classes have no place on disk", e);
        }
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
