package io.cairn.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the compiled classes really use, with or without an import line, against what the table allows. */
final class Imports {
    /** Where the packages of the project begin. */
    static final String ROOT = "io.cairn.";

    /** H2's packages as the module h2 has moved them: third-party code below our own root. */
    static final String H2 = ROOT + "h2.";

    /** Third-party code by its first package names, and the word for it in the table. */
    private static final Map<String, String> LIBRARIES = Map.ofEntries(
            Map.entry(H2, "h2"),
            Map.entry("org.bouncycastle.", "bouncycastle"),
            Map.entry("fr.acinq.", "secp256k1"),
            Map.entry("io.netty.", "netty"),
            Map.entry("org.rocksdb.", "rocksdb"),
            Map.entry("org.HdrHistogram.", "hdrhistogram"),
            Map.entry("org.flywaydb.", "flyway"),
            Map.entry("org.jline.", "jline"),
            Map.entry("picocli.", "picocli"),
            Map.entry("com.networknt.", "json-schema"),
            Map.entry("tools.jackson.", "jackson"),
            Map.entry("com.google.re2j.", "re2j"));

    private static final List<String> ALWAYS = List.of("java.", "javax.", "jdk.", "com.sun.", "org.jspecify.");

    private Imports() {}

    /** The packages that exist, below {@link #ROOT}. */
    static Set<String> packages(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        classes.forEach(type -> names.add(below(type)));
        return names;
    }

    /** The packages that each package really uses. */
    static Map<String, Set<String>> graph(JavaClasses classes) {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> used = graph.computeIfAbsent(below(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target.getName()) && !below(target).equals(below(type))) {
                    used.add(below(target));
                }
            }
        }
        return graph;
    }

    /** Every use that the table does not allow, in words. */
    static List<String> violations(JavaClasses classes, PackageTable table) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            PackageTable.Row row = table.rows().get(below(type));
            if (row != null) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.isPrimitive() && !allowed(below(type), row, target)) {
                        violations.add(below(type) + " may not use " + nameInTable(target) + ": "
                                + dependency.getDescription());
                    }
                }
            }
        }
        return violations;
    }

    private static boolean allowed(String from, PackageTable.Row row, JavaClass target) {
        String name = target.getName();
        if (isOurs(name)) {
            return below(target).equals(from) || row.packages().contains(below(target));
        }
        return ALWAYS.stream().anyMatch(name::startsWith) || row.libraries().contains(nameInTable(target));
    }

    private static String nameInTable(JavaClass target) {
        if (isOurs(target.getName())) {
            return below(target);
        }
        return LIBRARIES.entrySet().stream()
                .filter(library -> target.getName().startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("an unlisted library");
    }

    private static boolean isOurs(String name) {
        return name.startsWith(ROOT) && !name.startsWith(H2);
    }

    private static String below(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }
}
