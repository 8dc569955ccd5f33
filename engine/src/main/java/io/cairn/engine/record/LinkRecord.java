package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.view.MapView;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link to another database that rules may read. Bytes: format 0x01, length (u8) and bytes of the database's address, the
 * number of keys that sign its heads (u8; 1), each of 32 bytes, length (varint) and bytes of the origin, the height of the
 * newest block that was read (varint).
 *
 * @param database the address of the other database
 * @param node the Ed25519 key of the node that signs its heads, in hexadecimal digits
 * @param url the origin of a node that has it, such as {@code https://example.org}; empty where none is named
 * @param height of the newest block that a rule has read; 0 before the first
 */
public record LinkRecord(String database, String node, String url, long height) {
    /** The longest key of a link. */
    public static final int KEY_LENGTH_MAX = 200;

    private static final int FORMAT = 0x01;
    private static final int NODE_BYTES = 32;
    private static final int ADDRESS_CHARS = 42;
    private static final int URL_LENGTH_MAX = 200;
    private static final String MALFORMED = "link-malformed";
    private static final List<String> FIELDS = List.of("database", "node", "url");

    /** Where the link of a key is. */
    public static byte[] key(String key) {
        ByteWriter writer = new ByteWriter(32).u8(Keys.LINK);
        KeyCodec.appendText(writer, key);
        return writer.toBytes();
    }

    /** What the keys of all links start with. */
    public static byte[] keys() {
        return new byte[] {Keys.LINK};
    }

    /**
     * Reads a link as it is written: {@code {"database", "node", "url"}}, of which the last may be missing.
     *
     * @param at where it stands, for errors
     * @throws CairnException.Incorrect {@code link-malformed}
     */
    public static LinkRecord of(Value value, String at) {
        if (!(value instanceof Value.Document fields)) {
            throw new CairnException.Incorrect(
                    MALFORMED, at, "a link is an object: {\"database\": address, \"node\": key, \"url\": origin}");
        }
        for (String name : fields.fields().keySet()) {
            require(FIELDS.contains(name), at + "/" + name, "a link has database, node and url only");
        }
        String database = text(fields, "database", "");
        String node = text(fields, "node", "");
        String url = text(fields, "url", "");
        require(
                database.length() == ADDRESS_CHARS && database.startsWith("0x") && isHex(database, 2),
                at + "/database",
                "the address of a database is 0x and 40 lower-case hexadecimal digits");
        require(
                node.length() == 2 * NODE_BYTES && isHex(node, 0),
                at + "/node",
                "the key of the node that signs the database is 64 lower-case hexadecimal digits");
        require(
                url.isEmpty() || isOrigin(url),
                at + "/url",
                "the origin of a node is http:// or https://, a host and perhaps a port, at most " + URL_LENGTH_MAX
                        + " characters");
        return new LinkRecord(database, node, url, 0);
    }

    private static String text(Value.Document fields, String name, String otherwise) {
        Value value = fields.get(name);
        if (value == null) {
            return otherwise;
        }
        return value instanceof Value.Text(var text) ? text : " ";
    }

    private static boolean isHex(String text, int from) {
        return text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private static boolean isOrigin(String url) {
        int host = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : -1;
        return host > 0
                && url.length() > host
                && url.length() <= URL_LENGTH_MAX
                && url.chars()
                        .skip(host)
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == ':');
    }

    private static void require(boolean holds, String at, String what) {
        if (!holds) {
            throw new CairnException.Incorrect(MALFORMED, at, what);
        }
    }

    /** The same link after a block was read; a height never goes back. */
    public LinkRecord at(long newHeight) {
        return new LinkRecord(database, node, url, Math.max(height, newHeight));
    }

    /** The node's key. */
    public byte[] nodeBytes() {
        return HexFormat.of().parseHex(node);
    }

    /** The link as readers are shown it: as it was written, and {@code height}. */
    public Value.Document shown() {
        Value.Document.Builder shown =
                Value.Document.builder().put("database", database).put("node", node);
        if (!url.isEmpty()) {
            shown.put("url", url);
        }
        return shown.put("height", height).build();
    }

    /** The stored bytes. */
    public byte[] encode() {
        byte[] address = database.getBytes(StandardCharsets.UTF_8);
        return new ByteWriter(128)
                .u8(FORMAT)
                .u8(address.length)
                .bytes(address)
                .u8(1)
                .bytes(nodeBytes())
                .prefixed(url.getBytes(StandardCharsets.UTF_8))
                .varint(height)
                .toBytes();
    }

    /** Parses stored bytes. */
    public static LinkRecord decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "link", "unknown format of a link " + format);
        }
        String database = reader.utf8(reader.u8());
        if (reader.u8() != 1) {
            throw new CairnException.Unsupported("link", "a link whose database has several signers");
        }
        String node = HexFormat.of().formatHex(reader.bytes(NODE_BYTES));
        String url = reader.utf8(reader.count(URL_LENGTH_MAX));
        long height = reader.varint();
        reader.expectEnd();
        return new LinkRecord(database, node, url, height);
    }

    /** The link of a key in a state, or null. */
    public static @Nullable LinkRecord find(MapView state, String key) {
        byte[] stored = state.get(key(key));
        return stored == null ? null : decode(stored);
    }
}
