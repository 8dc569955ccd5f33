package io.cairn.node.bench;

import io.cairn.engine.model.Value;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were taken on. */
final class Machine {
    private Machine() {}

    /** The load average of the last minute; negative where the system does not tell. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    static Value.Document shape() {
        return Value.Document.builder()
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("processor", field(Path.of("/proc/cpuinfo"), "model name"))
                .put("memory_mib", kibibytes(Path.of("/proc/meminfo"), "MemTotal") / 1024)
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("java", System.getProperty("java.vm.version"))
                .build();
    }

    /** The memory of a process that is in RAM, in mebibytes; 0 where the system does not tell. */
    static double residentMebibytes(long pid) {
        return kibibytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS") / 1024.0;
    }

    /** The bytes that this process has handed to the system for writing; 0 where the system does not tell. */
    static long writtenBytes() {
        String written = field(Path.of("/proc/self/io"), "wchar");
        return written.isEmpty() ? 0 : Long.parseLong(written);
    }

    /** The bytes of all files in a folder. */
    static long folderBytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private static long kibibytes(Path file, String name) {
        String value = field(file, name);
        int space = value.indexOf(' ');
        return space < 0 ? 0 : Long.parseLong(value.substring(0, space));
    }

    private static String field(Path file, String name) {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
                    return line.substring(colon + 1).strip();
                }
            }
            return "";
        } catch (IOException absent) {
            return "";
        }
    }
}
