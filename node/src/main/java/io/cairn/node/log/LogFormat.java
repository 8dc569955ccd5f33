package io.cairn.node.log;

import io.cairn.engine.codec.Json;
import io.cairn.engine.model.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** How an event becomes one line. */
public enum LogFormat {
    /** For people: time, level and event, then {@code field=value}, quoted as in JSON where it is not one plain word. */
    TEXT {
        @Override
        String line(Instant time, LogLevel level, Event event) {
            StringBuilder line = new StringBuilder(128)
                    .append(time.truncatedTo(ChronoUnit.MILLIS))
                    .append(' ')
                    .append(level.name())
                    .append(' ')
                    .append(event.name());
            for (Map.Entry<String, Value> field : event.all()) {
                line.append(' ').append(field.getKey()).append('=');
                String text = field.getValue().toString();
                line.append(isPlain(text) ? text : Json.print(Value.of(text)));
            }
            return line.toString();
        }
    },
    /** For machines: one JSON object. */
    JSON {
        @Override
        String line(Instant time, LogLevel level, Event event) {
            Value.Document.Builder line = Value.Document.builder()
                    .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
                    .put("level", level.word())
                    .put("event", event.name());
            event.all().forEach(field -> line.put(field.getKey(), field.getValue()));
            return Json.print(line.build());
        }
    };

    /** The word in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The line, without its end. */
    abstract String line(Instant time, LogLevel level, Event event);

    private static boolean isPlain(String text) {
        boolean plain = !text.isEmpty();
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c > ' ' && c <= '~' && c != '"' && c != '=' && c != '\\';
        }
        return plain;
    }
}
