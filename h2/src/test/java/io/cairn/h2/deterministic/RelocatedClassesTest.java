package io.cairn.h2.deterministic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every class of the jar; what may be used all the same is in {@code allowed.txt}, each with its reason. */
final class RelocatedClassesTest {
    private static final String ROOT = "io/cairn/h2/";
    private static final Map<String, byte[]> CLASSES = classes();

    @Test
    void nothingLooksAtTheMachine() throws IOException {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach((name, bytes) ->
                ClassScan.forbidden(bytes).forEach(member -> found.add(name.substring(ROOT.length()) + " " + member)));
        List<String> allowed = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/allowed.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] words = line.split(" ", 3);
                assertThat(words).as("class, member, reason: %s", line).hasSize(3);
                allowed.add(words[0] + " " + words[1]);
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @Test
    void findsWhatIsPlanted() throws IOException {
        assertThat(ClassScan.forbidden(ClassScan.bytes(Planted.class)))
                .containsExactly(
                        "java/lang/String.toUpperCase()Ljava/lang/String;",
                        "java/lang/System.nanoTime()J",
                        "java/time/LocalDate.now()Ljava/time/LocalDate;");
    }

    @Test
    void everyClassIsSoundAndNamesOnlyClassesThatAreThere() {
        ClassFile verifier = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(type -> {
                            String descriptor = type.descriptorString();
                            byte[] bytes = CLASSES.get(descriptor.substring(1, descriptor.length() - 1));
                            return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
                        })
                        .orElse(ClassHierarchyResolver.ofClassLoading(ClassLoader.getSystemClassLoader()))));
        List<String> faults = new ArrayList<>();
        CLASSES.forEach((name, bytes) -> {
            verifier.verify(bytes).forEach(error -> faults.add(name + ": " + error.getMessage()));
            for (String used : ClassScan.classes(ClassFile.of().parse(bytes))) {
                if (used.startsWith(ROOT) && !CLASSES.containsKey(used)) {
                    faults.add(name + " names " + used);
                }
            }
        });
        assertThat(faults).isEmpty();
    }

    @Test
    void everyReplacementExists() {
        Set<String> missing = new TreeSet<>();
        CLASSES.forEach((name, bytes) -> {
            for (String member : ClassScan.members(ClassFile.of().parse(bytes))) {
                String owner = member.substring(0, member.indexOf('.'));
                boolean ours = owner.startsWith(ROOT + "deterministic/") || owner.startsWith("com/google/re2j/");
                if ((ours || owner.equals("java/lang/StrictMath")) && !exists(owner, member)) {
                    missing.add(name + " uses " + member);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    private static boolean exists(String owner, String member) {
        try {
            ClassModel model = ClassFile.of()
                    .parse(ClassScan.bytes(
                            Class.forName(owner.replace('/', '.'), false, ClassLoader.getSystemClassLoader())));
            String name = member.substring(owner.length() + 1);
            return model.methods().stream()
                            .anyMatch(method -> name.equals(method.methodName().stringValue()
                                    + method.methodType().stringValue()))
                    || model.fields().stream()
                            .anyMatch(field -> name.equals(field.fieldName().stringValue()
                                    + field.fieldType().stringValue()))
                    // Inherited.
                    || name.startsWith("getMessage(")
                    || name.startsWith("toString(")
                    || name.startsWith("hashCode(");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Map<String, byte[]> classes() {
        try {
            Path root = Path.of(Deterministic.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Map<String, byte[]> classes = new TreeMap<>();
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    if (!name.startsWith(ROOT + "build/")) {
                        classes.put(name.substring(0, name.length() - 6), Files.readAllBytes(file));
                    }
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Mistakes that the scan has to see. */
    static final class Planted {
        private Planted() {}

        static String mistakes(String text) {
            return text.toUpperCase() + System.nanoTime() + java.time.LocalDate.now();
        }
    }
}
