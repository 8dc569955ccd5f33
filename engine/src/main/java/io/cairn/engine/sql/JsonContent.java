package io.cairn.engine.sql;

import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.deterministic.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Looking into JSON values and making others of them, as PostgreSQL's operators do. */
final class JsonContent {
    private JsonContent() {}

    /** The member of that name; null for none. */
    static @Nullable Json member(@Nullable Json json, String name) {
        return json instanceof Json.Members object ? object.members().get(name) : null;
    }

    /** The element at a place from 0, or from the end below 0; null for none. */
    static @Nullable Json element(@Nullable Json json, long place) {
        if (!(json instanceof Json.Elements array)) {
            return null;
        }
        long at = place < 0 ? place + array.elements().size() : place;
        return at >= 0 && at < array.elements().size() ? array.elements().get((int) at) : null;
    }

    /** What a step of a path leads to: a member of an object, an element of an array if the step is a whole number. */
    static @Nullable Json step(@Nullable Json json, String step) {
        if (json instanceof Json.Elements) {
            Long place = place(step);
            return place == null ? null : element(json, place);
        }
        return member(json, step);
    }

    static @Nullable Long place(String step) {
        int start = step.startsWith("-") || step.startsWith("+") ? 1 : 0;
        boolean isNumber = step.length() > start && step.length() < 11;
        for (int i = start; i < step.length() && isNumber; i++) {
            isNumber = step.charAt(i) >= '0' && step.charAt(i) <= '9';
        }
        return isNumber ? Long.valueOf(step) : null;
    }

    static @Nullable Json at(Json json, List<String> path) {
        @Nullable Json found = json;
        for (String step : path) {
            found = step(found, step);
        }
        return found;
    }

    /** Whether two are equal, numbers by their value. */
    static boolean isSame(Json left, Json right) {
        if (left instanceof Json.Number(var one) && right instanceof Json.Number(var other)) {
            return one.compareTo(other) == 0;
        }
        if (left instanceof Json.Elements(var ones) && right instanceof Json.Elements(var others)) {
            boolean isSame = ones.size() == others.size();
            for (int i = 0; i < ones.size() && isSame; i++) {
                isSame = isSame(ones.get(i), others.get(i));
            }
            return isSame;
        }
        if (left instanceof Json.Members(var ones) && right instanceof Json.Members(var others)) {
            return ones.size() == others.size()
                    && others.entrySet().stream().allMatch(other -> {
                        Json one = ones.get(other.getKey());
                        return one != null && isSame(one, other.getValue());
                    });
        }
        return left.equals(right);
    }

    /** PostgreSQL's {@code @>}; an array also contains a bare scalar, at the top only. */
    static boolean contains(Json whole, Json part) {
        boolean isScalar = !(part instanceof Json.Elements || part instanceof Json.Members);
        if (whole instanceof Json.Elements(var elements) && isScalar) {
            return elements.stream().anyMatch(element -> isSame(element, part));
        }
        return containsWithin(whole, part);
    }

    private static boolean containsWithin(Json whole, Json part) {
        Deterministic.grow(1);
        if (whole instanceof Json.Members(var members) && part instanceof Json.Members(var wanted)) {
            return wanted.entrySet().stream().allMatch(entry -> {
                Json member = members.get(entry.getKey());
                return member != null && containsWithin(member, entry.getValue());
            });
        }
        if (whole instanceof Json.Elements(var elements) && part instanceof Json.Elements(var wanted)) {
            return wanted.stream().allMatch(one -> elements.stream().anyMatch(element -> containsWithin(element, one)));
        }
        return isSame(whole, part);
    }

    /** The value with another at a path; made only where {@code isMade} if there is none. */
    static Json set(Json json, List<String> path, Json value, boolean isMade) {
        String step = path.getFirst();
        boolean isLast = path.size() == 1;
        if (json instanceof Json.Members(var members)) {
            Json old = members.get(step);
            if (old == null && !(isLast && isMade)) {
                return json;
            }
            NavigableMap<String, Json> changed = Json.members();
            changed.putAll(members);
            changed.put(step, isLast || old == null ? value : set(old, path.subList(1, path.size()), value, isMade));
            return new Json.Members(changed);
        }
        return json instanceof Json.Elements(var elements) ? setElement(elements, path, value, isMade) : json;
    }

    private static Json setElement(List<Json> elements, List<String> path, Json value, boolean isMade) {
        Long place = requiredPlace(path.getFirst());
        List<Json> changed = new ArrayList<>(elements);
        long at = place < 0 ? place + elements.size() : place;
        boolean isLast = path.size() == 1;
        if (at >= 0 && at < elements.size()) {
            Json old = elements.get((int) at);
            changed.set((int) at, isLast ? value : set(old, path.subList(1, path.size()), value, isMade));
        } else if (isLast && isMade) {
            changed.add(at < 0 ? 0 : elements.size(), value);
        }
        return new Json.Elements(changed);
    }

    private static Long requiredPlace(String step) {
        Long place = place(step);
        if (place == null) {
            throw SystemFunctions.refused("22P02", "a step into an array is a whole number: " + step);
        }
        return place;
    }

    /** Without what is at a path. */
    static Json without(Json json, List<String> path) {
        String step = path.getFirst();
        Json old = step(json, step);
        if (old == null) {
            return json;
        }
        Json inner = path.size() > 1 ? without(old, path.subList(1, path.size())) : old;
        if (json instanceof Json.Members(var members)) {
            NavigableMap<String, Json> left = Json.members();
            left.putAll(members);
            if (path.size() > 1) {
                left.put(step, inner);
            } else {
                left.remove(step);
            }
            return new Json.Members(left);
        }
        List<Json> elements = new ArrayList<>(((Json.Elements) json).elements());
        long place = requiredPlace(step);
        int at = (int) (place < 0 ? place + elements.size() : place);
        if (path.size() > 1) {
            elements.set(at, inner);
        } else {
            elements.remove(at);
        }
        return new Json.Elements(elements);
    }

    /** Without members that are null, at every depth. */
    static Json withoutNulls(Json json) {
        return switch (json) {
            case Json.Members(var members) -> {
                NavigableMap<String, Json> left = Json.members();
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    if (!(member.getValue() instanceof Json.Nothing)) {
                        left.put(member.getKey(), withoutNulls(member.getValue()));
                    }
                }
                yield new Json.Members(left);
            }
            case Json.Elements(var elements) ->
                new Json.Elements(
                        elements.stream().map(JsonContent::withoutNulls).toList());
            default -> json;
        };
    }

    /** PostgreSQL's {@code ||} of two. */
    static Json joined(Json left, Json right) {
        if (left instanceof Json.Members(var ones) && right instanceof Json.Members(var others)) {
            NavigableMap<String, Json> all = Json.members();
            all.putAll(ones);
            all.putAll(others);
            return new Json.Members(all);
        }
        List<Json> all = new ArrayList<>(left instanceof Json.Elements(var elements) ? elements : List.of(left));
        all.addAll(right instanceof Json.Elements(var elements) ? elements : List.of(right));
        return new Json.Elements(all);
    }
}
