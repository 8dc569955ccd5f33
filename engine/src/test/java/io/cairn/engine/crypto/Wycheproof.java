package io.cairn.engine.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The published vectors of Project Wycheproof, read from beside the project. */
final class Wycheproof {
    private Wycheproof() {}

    /** One vector with the group it stands in. */
    record Vector(String file, Value.Document group, Value.Document test) {
        String comment() {
            return text(test, "comment");
        }

        boolean valid() {
            return text(test, "result").equals("valid");
        }

        byte[] message() {
            return HexFormat.of().parseHex(text(test, "msg"));
        }

        byte[] signature() {
            return HexFormat.of().parseHex(text(test, "sig"));
        }

        byte[] key(String field) {
            return HexFormat.of().parseHex(text((Value.Document) group.fields().get("publicKey"), field));
        }

        String text(String field) {
            return text(group, field);
        }

        @Override
        public String toString() {
            return file + " #" + test.get("tcId") + " " + comment();
        }

        private static String text(Value.Document document, String field) {
            return ((Value.Text) document.fields().get(field)).value();
        }
    }

    static List<Vector> load(String file) {
        Value.Document root = (Value.Document) Json.parse(read(file));
        List<Vector> vectors = new ArrayList<>();
        for (Value group : ((Value.Array) root.fields().get("testGroups")).values()) {
            Value.Document fields = (Value.Document) group;
            for (Value test : ((Value.Array) fields.fields().get("tests")).values()) {
                vectors.add(new Vector(file, fields, (Value.Document) test));
            }
        }
        return vectors;
    }

    private static String read(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null
                && !Files.isDirectory(folder.resolveSibling("shared").resolve("vectors"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "skipped: no folder shared/vectors beside the project");
        Path path =
                folder.resolveSibling("shared").resolve("vectors/wycheproof").resolve(file);
        assumeTrue(Files.exists(path), "skipped: no " + path);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
