package io.cairn.engine.sql;

import static io.cairn.engine.sql.SystemFunctions.refused;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of SQL/JSON's paths that only goes down: {@code $}, {@code .name}, {@code ."name"}, {@code .*}, {@code [0]},
 * {@code [last]}, {@code [*]}, with {@code lax} or {@code strict} before. A lax path, as they are by default, looks
 * through arrays for members and takes any other value for an array of itself.
 */
final class JsonPath {
    private final boolean isLax;
    private final List<Step> steps;

    private sealed interface Step {
        /** A member by name; null for each. */
        record Member(@Nullable String name) implements Step {}

        /** An element from 0, or -1 for the last; null for each. */
        record Element(@Nullable Integer place) implements Step {}
    }

    private JsonPath(boolean isLax, List<Step> steps) {
        this.isLax = isLax;
        this.steps = steps;
    }

    /** Reads a path; {@code sql-42601} for none, {@code sql-0A000} for one that does more. */
    static JsonPath read(String text) {
        return new Reader(text).path();
    }

    /** All that the path leads to, in order; {@code sql-2203A} where a strict one finds nothing. */
    List<Json> find(Json root) {
        List<Json> found = List.of(root);
        for (Step step : steps) {
            List<Json> next = new ArrayList<>();
            for (Json json : found) {
                Deterministic.grow(Long.BYTES);
                switch (step) {
                    case Step.Member(var name) -> member(json, name, next);
                    case Step.Element(var place) -> element(json, place, next);
                }
            }
            found = next;
        }
        return found;
    }

    private void member(Json json, @Nullable String name, List<Json> next) {
        if (isLax && json instanceof Json.Elements(var elements)) {
            elements.stream()
                    .filter(element -> element instanceof Json.Members)
                    .forEach(element -> member(element, name, next));
            return;
        }
        if (json instanceof Json.Members(var members) && name == null) {
            next.addAll(members.values());
            return;
        }
        Json found = name == null ? null : JsonContent.member(json, name);
        if (found != null) {
            next.add(found);
        } else if (!isLax) {
            throw refused("2203A", "a strict path leads to a member that is not there");
        }
    }

    private void element(Json json, @Nullable Integer place, List<Json> next) {
        if (!isLax && !(json instanceof Json.Elements)) {
            throw refused("22039", "a strict path leads to an element of what is no array");
        }
        List<Json> elements = json instanceof Json.Elements(var all) ? all : List.of(json);
        if (place == null) {
            next.addAll(elements);
            return;
        }
        int at = place < 0 ? elements.size() - 1 : place;
        if (at >= 0 && at < elements.size()) {
            next.add(elements.get(at));
        } else if (!isLax) {
            throw refused("22033", "a strict path leads to an element that is not there");
        }
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text.trim();
        }

        JsonPath path() {
            boolean isStrict = word("strict ");
            if (!isStrict) {
                word("lax ");
            }
            blanks();
            if (!word("$")) {
                throw malformed();
            }
            List<Step> steps = new ArrayList<>();
            blanks();
            while (at < text.length()) {
                steps.add(step());
                blanks();
            }
            return new JsonPath(!isStrict, steps);
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
        }

        private boolean word(String word) {
            boolean isThere = text.startsWith(word, at);
            at += isThere ? word.length() : 0;
            return isThere;
        }

        private RuntimeException malformed() {
            return refused("42601", "no JSON path at its character " + (at + 1));
        }

        private RuntimeException notSupported() {
            return refused("0A000", "JSON paths only lead down here: $, .name, .*, [0], [last], [*]");
        }

        private Step step() {
            if (word("[")) {
                return element();
            }
            if (!word(".")) {
                throw notSupported();
            }
            blanks();
            if (word("*")) {
                if (word("*")) {
                    throw notSupported();
                }
                return new Step.Member(null);
            }
            String name = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
            blanks();
            if (text.startsWith("(", at)) {
                throw notSupported();
            }
            return new Step.Member(name);
        }

        private String quoted() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            if (end >= text.length()) {
                throw malformed();
            }
            try {
                Json name = Json.read(text.substring(at, end + 1));
                at = end + 1;
                return ((Json.Text) name).string();
            } catch (IllegalArgumentException noString) {
                throw malformed();
            }
        }

        private String plain() {
            int start = at;
            while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
                at++;
            }
            if (at == start) {
                throw malformed();
            }
            return text.substring(start, at);
        }

        private static boolean isNamePart(char c, boolean isFirst) {
            return c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '_'
                    || c > 0x7F
                    || c >= '0' && c <= '9' && !isFirst;
        }

        private Step element() {
            blanks();
            @Nullable Integer place = null;
            if (word("last")) {
                place = -1;
            } else if (!word("*")) {
                place = number();
            }
            blanks();
            if (!word("]")) {
                throw at < text.length() ? notSupported() : malformed();
            }
            return new Step.Element(place);
        }

        private int number() {
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == start || at - start > 9) {
                throw at == start ? notSupported() : malformed();
            }
            return Integer.parseInt(text.substring(start, at));
        }
    }
}
