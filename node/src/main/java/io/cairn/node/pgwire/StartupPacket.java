package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first messages of a client, which have no letter. */
sealed interface StartupPacket {
    /** How long such a message may be. */
    int BYTES_MAX = 10_000;

    int CANCEL_CODE = 80_877_102;
    int TLS_CODE = 80_877_103;
    int GSS_CODE = 80_877_104;
    int MAJOR_VERSION = 3;

    /** Asks for TLS. */
    record Tls() implements StartupPacket {}

    /** Asks for encryption by GSSAPI. */
    record Gss() implements StartupPacket {}

    /** Asks to end what another connection runs. */
    record Cancel(int process, int secret) implements StartupPacket {}

    /**
     * Begins a session.
     *
     * @param minorVersion of the protocol
     * @param unknown options of the protocol itself, none of which is offered
     */
    record Begin(int minorVersion, Startup startup, List<String> unknown) implements StartupPacket {}

    /** Reads one such message, without its length. */
    static StartupPacket read(byte[] bytes) {
        Body body = new Body(bytes);
        int code = body.int32();
        return switch (code) {
            case TLS_CODE -> {
                body.end();
                yield new Tls();
            }
            case GSS_CODE -> {
                body.end();
                yield new Gss();
            }
            case CANCEL_CODE -> {
                Cancel cancel = new Cancel(body.int32(), body.int32());
                body.end();
                yield cancel;
            }
            default -> {
                if (code >> 16 != MAJOR_VERSION) {
                    throw SqlFailure.of(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            "unsupported frontend protocol " + (code >> 16) + "." + (code & 0xFFFF)
                                    + ": server supports 3.0");
                }
                yield begin(code & 0xFFFF, body);
            }
        };
    }

    private static Begin begin(int minorVersion, Body body) {
        Map<String, String> words = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name = body.string(); !name.isEmpty(); name = body.string()) {
            String value = body.string();
            if (name.startsWith("_pq_.")) {
                unknown.add(name);
            } else {
                words.put(name, value);
            }
        }
        body.end();
        String user = words.getOrDefault("user", "");
        if (user.isEmpty()) {
            throw SqlFailure.of(SqlState.INVALID_AUTHORIZATION, "no PostgreSQL user name specified in startup packet");
        }
        String replication = words.getOrDefault("replication", "false").toLowerCase(Locale.ROOT);
        if (!List.of("false", "off", "no", "0").contains(replication)) {
            throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "replication connections are not supported");
        }
        String database = words.getOrDefault("database", "");
        Map<String, String> settings = new LinkedHashMap<>(options(words.getOrDefault("options", "")));
        words.forEach((name, value) -> {
            if (!List.of("user", "database", "options", "replication").contains(name)) {
                settings.put(name, value);
            }
        });
        return new Begin(minorVersion, new Startup(user, database.isEmpty() ? user : database, settings), unknown);
    }

    /** {@code -c name=value} or {@code --name=value}, with a backslash in front of spaces in values. */
    private static Map<String, String> options(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-c") && i + 1 < words.size()) {
                word = "-c" + words.get(++i);
            }
            int equals = word.indexOf('=');
            if (equals < 0 || !word.startsWith("-c") && !word.startsWith("--")) {
                throw SqlFailure.of(SqlState.SYNTAX_ERROR, "invalid command-line argument for server process: " + word);
            }
            settings.put(word.substring(2, equals).replace('-', '_'), word.substring(equals + 1));
        }
        return settings;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (c != ' ') {
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
