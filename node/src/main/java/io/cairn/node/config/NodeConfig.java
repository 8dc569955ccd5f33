package io.cairn.node.config;

import io.cairn.engine.model.CairnException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a node.
 *
 * <p>A file of lines {@code key = value} ({@code #} begins a comment) is overridden by environment variables {@code
 * CAIRN_NODE_<KEY>}, and those by flags {@code --<key>}. All mistakes are reported at once as {@code
 * config-invalid}.
 */
public final class NodeConfig {
    private static final int FILE_BYTES_MAX = 64 * 1024;
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");
    private static final String PREFIX = "CAIRN_NODE_";

    private final EnumMap<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> mistakes = new ArrayList<>();

    private NodeConfig() {
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.standard());
        }
    }

    /** Reads all sources; {@code file} may be null. Flags are by key without dashes. */
    public static NodeConfig read(@Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
        NodeConfig config = new NodeConfig();
        if (file != null) {
            config.readFile(file);
        }
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                String key = variable.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                config.set(key.replace('_', '-'), variable.getValue(), "environment variable " + variable.getKey());
            }
        }
        flags.forEach((key, value) -> config.set(key, value, "flag --" + key));
        config.check();
        if (!config.mistakes.isEmpty()) {
            throw new CairnException.Incorrect("config-invalid", String.join("; ", config.mistakes));
        }
        return config;
    }

    private void readFile(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new CairnException.Incorrect("config-invalid", file + " is larger than 64 KiB");
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                int equals = line.indexOf('=');
                String where = file + " line " + (i + 1);
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (equals < 0) {
                    mistakes.add(where + ": expected key = value");
                } else {
                    set(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip(),
                            where);
                }
            }
        } catch (IOException e) {
            throw new CairnException.Incorrect("config-unreadable", "cannot read " + file + ": " + e.getMessage());
        }
    }

    private void set(String key, String value, String where) {
        for (Setting setting : Setting.values()) {
            if (setting.key().equals(key)) {
                values.put(setting, value);
                return;
            }
        }
        mistakes.add(where + ": unknown setting " + key);
    }

    private void check() {
        range(Setting.PORT, 0, 65_535);
        if (!text(Setting.WIRE_PORT).isEmpty()) {
            range(Setting.WIRE_PORT, 0, 65_535);
        }
        range(Setting.BLOCK_MILLIS_MAX, 1, 60_000);
        range(Setting.BLOCK_ENTRIES_MAX, 1, 1_000_000);
        range(Setting.RETAINED_BLOCKS, 1, 100_000_000);
        range(Setting.QUEUED_MAX, 1, 10_000_000);
        range(Setting.IDLE_SECONDS_MAX, 1, 10_000_000);
        range(Setting.CACHE_MEBIBYTES, 1, 1_000_000);
        range(Setting.REQUESTS_PER_SECOND_MAX, 0, 1_000_000);
        range(Setting.DRAIN_SECONDS_MAX, 0, 3_600);
        range(Setting.HEARTBEAT_SECONDS, 1, 86_400);
        range(Setting.SLOW_MILLIS_MIN, 0, 86_400_000);
        word(Setting.LOG_FORMAT, List.of("text", "json"));
        word(Setting.LOG_LEVEL, List.of("error", "warning", "info", "debug"));
        each(Setting.CORS_ORIGINS, NodeConfig::isOrigin, "*, or origins like https://example.org");
        each(Setting.LINK_ORIGINS, NodeConfig::isOrigin, "*, or origins like https://example.org");
        each(Setting.WIRE_BIND, NodeConfig::isAddress, "an IP address");
        each(Setting.TRUSTED_PROXIES, NodeConfig::isAddress, "IP addresses");
        network();
    }

    private void network() {
        String network = text(Setting.NETWORK);
        for (int i = 0; i < network.length(); i++) {
            char c = network.charAt(i);
            if (network.length() > 64 || !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                mistakes.add("network: 1 to 64 lower-case letters, digits and dashes");
                return;
            }
        }
    }

    private void range(Setting setting, long least, long most) {
        try {
            long value = Long.parseLong(text(setting));
            if (value >= least && value <= most) {
                return;
            }
        } catch (NumberFormatException malformed) {
            // Reported below like a number out of range.
            values.put(setting, malformed.getMessage());
        }
        mistakes.add(setting.key() + ": a number from " + least + " to " + most);
    }

    private void word(Setting setting, List<String> words) {
        if (!words.contains(text(setting))) {
            mistakes.add(setting.key() + ": one of " + String.join(", ", words));
        }
    }

    private void each(Setting setting, Predicate<String> holds, String what) {
        if (!list(setting).stream().allMatch(holds)) {
            mistakes.add(setting.key() + ": " + what + ", with commas between");
        }
    }

    /** A scheme and a host, as browsers send them: anything more would never match. */
    private static boolean isOrigin(String text) {
        return text.equals("*") || ORIGIN.matcher(text).matches();
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** The parts of a text between commas; none of an empty one. */
    public List<String> list(Setting setting) {
        String text = text(setting);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    /** A text. */
    public String text(Setting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    /** A number within its range. */
    public long number(Setting setting) {
        return Long.parseLong(text(setting));
    }
}
