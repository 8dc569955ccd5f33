package io.cairn.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.architecture.SourceShape.Measure;
import io.cairn.architecture.SourceShape.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Sources stay small, finished and described. */
final class SourceShapeTest {
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|<<no-commit>>");

    @Test
    void filesMethodsAndParameterListsStayWithinTheirLimits() {
        SizeRatchet ratchet = SizeRatchet.parse(Project.read("node/src/test/resources/architecture/large-allowed.txt"));
        Map<String, String> files = new TreeMap<>();
        Project.mainSources().forEach(file -> files.put(nameOf(file), Project.read(file)));
        List<Size> sizes = SourceShape.of(files);
        assertThat(sizes).hasSizeGreaterThan(50);
        assertThat(ratchet.violations(sizes))
                .as("limits: %s lines a file, %s a method, %s parameters", 500, 60, 6)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItOwnsAndIsNullMarked() {
        TreeSet<Path> packages = new TreeSet<>();
        Project.mainSources().forEach(file -> packages.add(file.getParent()));
        assertThat(packages).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(Files.exists(info)).as("%s exists", nameOf(info)).isTrue();
            assertThat(Project.read(info)).as(nameOf(info)).startsWith("/**").contains("@NullMarked");
        });
    }

    @Test
    void nothingUnfinishedIsLeftInTheSources() {
        assertThat(Project.mainSources())
                .noneMatch(file -> UNFINISHED.matcher(Project.read(file)).find());
    }

    @Test
    void countsLinesAndParameters() {
        String source = """
                class A {
                    void one(int a, int b) {
                        run();
                    }

                    static class B {
                        B() {}
                    }
                }
                """;
        assertThat(SourceShape.of(Map.of("x/A.java", source)))
                .containsExactly(
                        new Size(Measure.FILE_LINES, "x/A.java", 9),
                        new Size(Measure.PARAMETERS, "x/A.java#A.one", 2),
                        new Size(Measure.METHOD_LINES, "x/A.java#A.one", 1),
                        new Size(Measure.PARAMETERS, "x/A.java#A.B.<init>", 0),
                        new Size(Measure.METHOD_LINES, "x/A.java#A.B.<init>", 0));
    }

    @Test
    void aListedSizeMayOnlyFall() {
        SizeRatchet ratchet = SizeRatchet.parse("METHOD_LINES A.java#A.a 70 a table\n");
        assertThat(violations(ratchet, 70)).isEmpty();
        assertThat(violations(ratchet, 71)).containsExactly("METHOD_LINES A.java#A.a is 71, and was listed with 70");
        assertThat(violations(ratchet, 65))
                .containsExactly("METHOD_LINES A.java#A.a shrank to 65: lower its listed 70");
        assertThat(violations(ratchet, 60))
                .containsExactly("METHOD_LINES A.java#A.a is within the limit now: remove its line");
        assertThat(violations(SizeRatchet.parse(""), 61)).containsExactly("METHOD_LINES A.java#A.a is 61");
    }

    private static List<String> violations(SizeRatchet ratchet, int lines) {
        return ratchet.violations(List.of(new Size(Measure.METHOD_LINES, "A.java#A.a", lines)));
    }

    private static String nameOf(Path file) {
        return Project.root().relativize(file).toString().replace('\\', '/');
    }
}
