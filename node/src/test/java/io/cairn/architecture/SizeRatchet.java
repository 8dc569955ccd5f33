package io.cairn.architecture;

import io.cairn.architecture.SourceShape.Measure;
import io.cairn.architecture.SourceShape.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files and methods that are too large and may stay so, at the size they have: lines of {@code measure what count
 * reason}. A count may only fall, and its line with it.
 */
record SizeRatchet(Map<String, Integer> allowed) {
    static SizeRatchet parse(String text) {
        Map<String, Integer> allowed = new LinkedHashMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split("\\s+", 4);
                    if (parts.length < 4) {
                        throw new IllegalArgumentException(
                                "an exception needs measure, what, count and reason: " + line);
                    }
                    allowed.put(key(Measure.valueOf(parts[0]), parts[1]), Integer.parseInt(parts[2]));
                });
        return new SizeRatchet(allowed);
    }

    /** What is wrong with the sizes, in words. */
    List<String> violations(List<Size> sizes) {
        Map<String, Integer> large = new LinkedHashMap<>();
        sizes.stream()
                .filter(Size::tooLarge)
                .forEach(size -> large.merge(key(size.measure(), size.what()), size.count(), Math::max));
        List<String> violations = new ArrayList<>();
        large.forEach((what, count) -> {
            int permitted = allowed.getOrDefault(what, 0);
            if (count > permitted) {
                violations.add(what + " is " + count + (permitted == 0 ? "" : ", and was listed with " + permitted));
            } else if (count < permitted) {
                violations.add(what + " shrank to " + count + ": lower its listed " + permitted);
            }
        });
        allowed.keySet().stream()
                .filter(what -> !large.containsKey(what))
                .forEach(what -> violations.add(what + " is within the limit now: remove its line"));
        return violations;
    }

    private static String key(Measure measure, String what) {
        return measure + " " + what;
    }
}
