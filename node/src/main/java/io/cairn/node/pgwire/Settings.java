package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.TextFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one session. As in PostgreSQL a change belongs to its transaction: a rollback takes it back, and
 * one that is {@code LOCAL} ends with the transaction either way.
 */
final class Settings {
    private final Map<Setting, String> initial;
    private final BiConsumer<String, String> statements;
    private Map<Setting, String> settled;
    private Map<Setting, String> session;
    private Map<Setting, String> effective;
    private final Map<Setting, String> told = new EnumMap<>(Setting.class);
    private final Map<Setting, Long> millis = new EnumMap<>(Setting.class);
    private @Nullable String refusedZone;
    private boolean areAllTold;
    private TextFormat format = TextFormat.STANDARD;

    /**
     * Begins with the values of a client's startup.
     *
     * @param statements takes values that have a meaning for statements
     */
    Settings(Startup startup, BiConsumer<String, String> statements) {
        this.statements = statements;
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.standard());
        }
        values.put(Setting.SESSION_AUTHORIZATION, startup.user());
        startup.settings().forEach((name, value) -> {
            Setting setting = Setting.of(name).orElseThrow(() -> Command.unknownSetting(name));
            String read = setting.read(value);
            if (setting == Setting.TIME_ZONE && !isTaken(setting, read)) {
                refusedZone = read;
            } else {
                values.put(setting, read);
            }
        });
        initial = Map.copyOf(values);
        settled = initial;
        session = initial;
        effective = defaults();
        take(initial);
    }

    private boolean isTaken(Setting setting, String value) {
        try {
            statements.accept(setting.word(), value);
            return true;
        } catch (SqlFailure refused) {
            return false;
        }
    }

    /**
     * The time zone that the startup asked for and statements do not know; null for none. Drivers ask for the zone of their
     * machine without being told to: they are told the one that holds, and connect.
     */
    @Nullable
    String refusedZone() {
        return refusedZone;
    }

    private static Map<Setting, String> defaults() {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.standard());
        }
        return values;
    }

    String get(Setting setting) {
        return effective.getOrDefault(setting, setting.standard());
    }

    long millis(Setting setting) {
        return millis.computeIfAbsent(setting, asked -> Long.parseLong(get(asked)));
    }

    TextFormat format() {
        return format;
    }

    /** Sets a value for the session, or until the end of the transaction. */
    void set(Setting setting, String value, boolean local) {
        String read = setting.read(value);
        take(with(effective, setting, read));
        if (!local) {
            session = with(session, setting, read);
        }
    }

    /** Sets what the session began with. */
    void reset(Setting setting, boolean local) {
        set(setting, initial.getOrDefault(setting, setting.standard()), local);
    }

    /** Sets all to what the session began with. */
    void resetAll() {
        take(initial);
        session = initial;
    }

    /** A transaction has ended well, or there was none. */
    void settle() {
        settled = session;
        take(session);
    }

    /** A transaction was rolled back. */
    void rollBack() {
        session = settled;
        take(settled);
    }

    /** What has changed since the client was told. */
    List<Setting> untold() {
        if (areAllTold) {
            return List.of();
        }
        areAllTold = true;
        List<Setting> changed = effective.keySet().stream()
                .filter(setting -> setting.isTold() && !get(setting).equals(told.get(setting)))
                .sorted()
                .toList();
        changed.forEach(setting -> told.put(setting, get(setting)));
        return changed;
    }

    private void take(Map<Setting, String> next) {
        if (next.equals(effective)) {
            return;
        }
        next.forEach((setting, value) -> {
            if (setting.isForStatements() && !value.equals(get(setting))) {
                statements.accept(setting.word(), value);
            }
        });
        effective = next;
        millis.clear();
        areAllTold = false;
        format = new TextFormat(
                Setting.zoneOf(get(Setting.TIME_ZONE)),
                Integer.parseInt(get(Setting.EXTRA_FLOAT_DIGITS)),
                get(Setting.BYTEA_OUTPUT).equals("escape"));
    }

    private static Map<Setting, String> with(Map<Setting, String> values, Setting setting, String value) {
        Map<Setting, String> next = new EnumMap<>(values);
        next.put(setting, value);
        return next;
    }
}
