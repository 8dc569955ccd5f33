package io.cairn.h2.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ConstantDescs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Writes H2's classes, relocated and made deterministic, beside the compiled classes of this module.
 *
 * <p>Fails when H2's code has other places to change than {@code sites.txt} lists: then H2 is another one, or a rule
 * changed, and a person has to look at each place. The places found are left beside the stamp, to be compared and taken.
 */
public final class Builder {
    private static final String ROOT = "io/cairn/h2/";
    private static final Set<String> OWN = Set.of("build", "deterministic");
    private static final String TEXTS = "org/h2/res/_messages_en.prop";

    private final Path h2;
    private final Path patch;
    private final Path classes;
    private final Path work;

    private Builder(Path h2, Path patch, Path classes, Path work) {
        this.h2 = h2;
        this.patch = patch;
        this.classes = classes;
        this.work = work;
    }

    /**
     * Runs in the build.
     *
     * @param arguments H2's jar, the folder of the rules, the folder of compiled classes, a folder for what is noted
     *     between builds
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        new Builder(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3])).build();
    }

    private void build() throws IOException {
        Path stamp = work.resolve("h2.stamp");
        String digest = digest();
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        Files.createDirectories(work);
        Files.deleteIfExists(stamp);
        write();
        Files.writeString(stamp, digest);
    }

    private void write() throws IOException {
        Rules rules = Rules.read(patch.resolve("rules.txt"));
        Map<String, byte[]> relocated = new TreeMap<>();
        Map<String, byte[]> resources = new TreeMap<>();
        read(relocated, resources);
        deleteOld();
        Patch patcher = new Patch(rules, hierarchy(relocated));
        for (Map.Entry<String, byte[]> entry : relocated.entrySet()) {
            if (!rules.removes(entry.getKey())) {
                put(entry.getKey() + ".class", patcher.apply(entry.getValue()));
            }
        }
        for (Map.Entry<String, byte[]> entry : resources.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
        checkSites(patcher.sites());
    }

    private void read(Map<String, byte[]> relocated, Map<String, byte[]> resources) throws IOException {
        try (JarInputStream jar = new JarInputStream(Files.newInputStream(h2))) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                String name = entry.getName();
                if (name.startsWith("org/h2/") && name.endsWith(".class")) {
                    String moved = Relocation.relocate(name);
                    relocated.put(moved.substring(0, moved.length() - 6), Relocation.relocate(jar.readAllBytes()));
                } else if (name.endsWith("/data.zip")) {
                    resources.put(Relocation.relocate(TEXTS), text(jar.readAllBytes()));
                }
            }
        }
    }

    private static byte[] text(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(TEXTS)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new IOException("H2 has no " + TEXTS);
    }

    private static ClassHierarchyResolver hierarchy(Map<String, byte[]> relocated) {
        return ClassHierarchyResolver.ofResourceParsing(type -> {
                    String descriptor = type.descriptorString();
                    byte[] bytes = relocated.get(descriptor.substring(1, descriptor.length() - 1));
                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                })
                .orElse(ClassHierarchyResolver.ofClassLoading(ClassLoader.getPlatformClassLoader()))
                // Libraries that H2 can use and that are not here; their uses are cut.
                .orElse(type -> ClassHierarchyResolver.ClassHierarchyInfo.ofClass(ConstantDescs.CD_Object))
                .cached();
    }

    /** Nothing of an earlier build stays, folders neither; what this module's own sources say is not of H2. */
    private void deleteOld() throws IOException {
        Path root = classes.resolve(ROOT);
        try (Stream<Path> files = Files.walk(root)) {
            // A folder sorts before what is in it.
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!OWN.contains(root.relativize(file).getName(0).toString()) && !file.equals(root)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void put(String name, byte[] bytes) throws IOException {
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void checkSites(Map<String, Integer> found) throws IOException {
        List<String> lines = new ArrayList<>();
        found.forEach((site, count) -> lines.add(site + " x" + count));
        Path list = patch.resolve("sites.txt");
        List<String> expected = Files.exists(list) ? Files.readAllLines(list) : List.of();
        if (!lines.equals(expected)) {
            Path seen = work.resolve("sites.txt");
            Files.write(seen, lines);
            throw new IllegalStateException(
                    "the places to change in H2 are not those of " + list + "; compare with " + seen);
        }
    }

    /** What the result depends on: H2, the rules and this program. */
    private String digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(h2));
            for (Path folder : List.of(patch, classes.resolve(ROOT + "build"))) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.sorted().toList()) {
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
