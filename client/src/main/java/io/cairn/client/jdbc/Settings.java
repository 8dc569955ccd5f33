package io.cairn.client.jdbc;

import io.cairn.engine.model.CairnException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a URL and its properties say: {@code jdbc:cairn://host:port/database?name=value&…}. What the URL says goes
 * before what the properties say.
 *
 * @param node the node's address
 * @param database address, identity or chain id; empty for the node's only one
 * @param values of the {@link Option}s, by their names; never shown, as a passphrase may be among them
 */
record Settings(URI node, String database, Map<String, String> values) {
    static final String PREFIX = "jdbc:cairn:";

    private static final int PORT = 7420;

    /** What can be set. */
    enum Option {
        USER("user", "name or address of the key to sign with, in the folder of keys; the only key there"),
        PASSWORD("password", "passphrase of the key"),
        PASSPHRASE_FILE("passphraseFile", "file that holds the passphrase of the key"),
        KEY_FILE("keyFile", "file of the key to sign with, instead of one in the folder of keys"),
        KEY_FOLDER("keyFolder", "folder of keys; keys in CAIRN_HOME, which is .cairn in the user's home"),
        PIN_FOLDER("pinFolder", "folder of what is remembered of databases; pins in CAIRN_HOME"),
        NODE_KEY("nodeKey", "the node's public key, 64 hexadecimal digits; else the first one met is trusted"),
        SSL("ssl", "true for https; false"),
        READ_ONLY("readOnly", "true to refuse changes; false"),
        CONNECT_TIMEOUT("requestTimeout", "seconds that one request to the node may take; 30"),
        QUERY_TIMEOUT("queryTimeout", "seconds that a statement may take, 0 for no bound; 0"),
        APPLICATION_NAME("ApplicationName", "name of the program, for getClientInfo");

        private final String word;
        private final String meaning;

        Option(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        String word() {
            return word;
        }

        String meaning() {
            return meaning;
        }

        static Option of(String name) throws SQLException {
            for (Option option : values()) {
                // Two names for one thing: JDBC says user where Cairn says key.
                if (option.word.equals(name) || (option == USER && name.equals("key"))) {
                    return option;
                }
            }
            throw Failures.argument("the URL names a property that there is not: " + name);
        }
    }

    /** Copies the map. */
    Settings {
        values = Map.copyOf(values);
    }

    /** Reads a URL that {@link CairnDriver#acceptsURL} accepts. */
    static Settings of(String url, Properties properties) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        for (Option option : Option.values()) {
            String given = properties.getProperty(option.word);
            if (given != null) {
                values.put(option.word, given);
            }
        }
        String given = properties.getProperty("key");
        if (given != null) {
            values.put(Option.USER.word, given);
        }
        String place = url.substring(PREFIX.length());
        int question = place.indexOf('?');
        if (question >= 0) {
            readQuery(place.substring(question + 1), values);
            place = place.substring(0, question);
        }
        boolean secure = isTrue(values, Option.SSL);
        if (!place.startsWith("//")) {
            throw Failures.argument("a URL looks like jdbc:cairn://host:port/database, not " + url(place));
        }
        int slash = place.indexOf('/', 2);
        String host = slash < 0 ? place.substring(2) : place.substring(2, slash);
        String database = slash < 0 ? "" : decoded(place.substring(slash + 1));
        return new Settings(address(secure, host, place), database, values);
    }

    private static URI address(boolean secure, String host, String place) throws SQLException {
        String named = host.isEmpty() ? "127.0.0.1" : host;
        boolean hasPort = named.lastIndexOf(':') > named.lastIndexOf(']');
        try {
            return URI.create((secure ? "https://" : "http://") + named + (hasPort ? "" : ":" + PORT));
        } catch (IllegalArgumentException _) {
            // The message of the parser says less than ours.
            throw Failures.argument("no address of a node in " + url(place));
        }
    }

    private static String url(String place) {
        return PREFIX + place;
    }

    private static void readQuery(String query, Map<String, String> values) throws SQLException {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) {
                continue;
            }
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            values.put(Option.of(name).word, equals < 0 ? "true" : decoded(pair.substring(equals + 1)));
        }
    }

    private static String decoded(String text) throws SQLException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // The text may hold a passphrase and is not repeated.
            throw Failures.argument("a percent sign in the URL that begins no character");
        }
    }

    String value(Option option) {
        return values.getOrDefault(option.word, "");
    }

    boolean isTrue(Option option) throws SQLException {
        return isTrue(values, option);
    }

    private static boolean isTrue(Map<String, String> values, Option option) throws SQLException {
        String text = values.getOrDefault(option.word, "false");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Failures.argument(option.word + " is true or false");
        };
    }

    Duration seconds(Option option, int standard) throws SQLException {
        String text = values.getOrDefault(option.word, Integer.toString(standard));
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 0) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException _) {
            // Told below, with what would be right.
        }
        throw Failures.argument(option.word + " is a number of seconds, not " + text);
    }

    /** A folder that is named, or one in CAIRN_HOME. */
    Path folder(Option option, String standard) {
        String named = value(option);
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        String home = System.getenv("CAIRN_HOME");
        Path folder = home == null ? Path.of(System.getProperty("user.home"), ".cairn") : Path.of(home);
        return folder.resolve(standard);
    }

    /** The URL without properties. */
    String url() {
        return PREFIX + "//" + node.getRawAuthority() + "/" + database;
    }

    /** The failure of an argument that only a later step can judge. */
    static SQLException unreadable(String what, Exception cause) {
        String why = cause instanceof CairnException known ? known.getMessage() : what;
        return Failures.of("22023", why, cause);
    }

    /** Without the values. */
    @Override
    public String toString() {
        return url();
    }
}
