package io.cairn.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The picture in ARCHITECTURE.md and the code are the same.
 *
 * <p>Looks at the three modules that people run. What the module {@code h2} makes is a library to them. The module {@code bench} is not on this path, nor on that of any other
 * module, and may use JMH and whatever it measures.
 */
final class ArchitectureTest {
    private static final PackageTable TABLE = PackageTable.parse(Project.read("ARCHITECTURE.md"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .withImportOption(location -> !location.contains("/io/cairn/h2/"))
            .importPackages("io.cairn");

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.cairn.architecture.planted");

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        assertThat(Imports.violations(CLASSES, TABLE)).isEmpty();
    }

    @Test
    void tableListsEveryPackageAndNoOther() {
        assertThat(TABLE.rows().keySet()).containsExactlyInAnyOrderElementsOf(Imports.packages(CLASSES));
    }

    @Test
    void packagesFormNoCycle() {
        assertThat(Cycle.find(Imports.graph(CLASSES))).isEmpty();
        assertThat(Cycle.find(TABLE.graph())).isEmpty();
    }

    @Test
    void namesAPackageUsedAgainstTheTable() {
        assertThat(Imports.violations(PLANTED, planted("-", "-")))
                .anyMatch(
                        line -> line.startsWith("architecture.planted.lower may not use architecture.planted.upper: "))
                .anyMatch(line -> line.contains("Lower.above"));
        assertThat(Imports.violations(PLANTED, planted("architecture.planted.upper", "picocli")))
                .isEmpty();
    }

    @Test
    void namesALibraryUsedAgainstTheTable() {
        assertThat(Imports.violations(PLANTED, planted("architecture.planted.upper", "-")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("architecture.planted.lower may not use picocli: "));
    }

    @Test
    void findsTheCycleOfPackages() {
        assertThat(Cycle.find(Imports.graph(PLANTED)))
                .containsExactly(
                        "architecture.planted.lower", "architecture.planted.upper", "architecture.planted.lower");
        assertThat(Cycle.find(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of())))
                .isEmpty();
    }

    @Test
    void refusesADamagedTable() {
        assertThatThrownBy(() -> PackageTable.parse("| `engine.model` | values |"))
                .hasMessageContaining("markers");
        assertThatThrownBy(() -> PackageTable.parse(document("| `engine.model` | values |")))
                .hasMessageContaining("five cells");
        assertThatThrownBy(() -> PackageTable.parse(document("| `a.b` | x | - | - | X |\n| `a.b` | x | - | - | X |")))
                .hasMessageContaining("two rows");
    }

    private static PackageTable planted(String lowerMayUse, String libraries) {
        String rows = String.join(
                "\n",
                List.of(
                        "| `architecture.planted.upper` | x | architecture.planted.lower | - | Upper |",
                        "| `architecture.planted.lower` | x | " + lowerMayUse + " | " + libraries + " | Lower |"));
        return PackageTable.parse(document(rows));
    }

    private static String document(String rows) {
        return "<!-- packages -->\n" + rows + "\n<!-- /packages -->";
    }
}
