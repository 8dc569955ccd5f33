package io.cairn.h2.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is removed from H2 and what is put in place of what, as {@code rules.txt} says. Names are written as H2 has them
 * and held as they are after {@link Relocation}.
 *
 * <p>A target is {@code owner.member}, with or without a descriptor, in the form of class files. One that ends in
 * {@code *} stands for all that begin so.
 */
final class Rules {
    private final List<String> kept = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<String, String> calls = new TreeMap<>();
    private final Map<Cut, String> callsWithin = new LinkedHashMap<>();
    private final List<String> casts = new ArrayList<>();
    private final Map<Cut, String> typed = new LinkedHashMap<>();
    private final Map<Cut, String> outer = new LinkedHashMap<>();
    private final Map<String, String> guards = new TreeMap<>();
    private final Map<String, String> reads = new TreeMap<>();
    private final Map<String, List<String>> added = new HashMap<>();
    private final List<String> opened = new ArrayList<>();

    private record Cut(String target, String within) {}

    private Rules() {}

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is no rule
     */
    static Rules read(Path file) throws IOException {
        Rules rules = new Rules();
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                rules.add(Relocation.relocate(text).split(" +"));
            }
        }
        return rules;
    }

    private void add(String[] words) {
        switch (words[0] + " " + words.length) {
            case "keep 2" -> kept.add(words[1]);
            case "remove 2" -> removed.add(words[1]);
            case "cut 2" -> cuts.add(new Cut(words[1], "*"));
            case "cut 4" -> cuts.add(new Cut(words[1], words[3]));
            case "call 3" -> calls.put(words[1], words[2]);
            case "call 5" -> callsWithin.put(new Cut(words[1], words[4]), words[2]);
            case "cast 5" -> {
                callsWithin.put(new Cut(words[1], words[4]), words[2]);
                casts.add(words[1]);
            }
            case "typed 5" -> typed.put(new Cut(words[1], words[4]), words[2]);
            case "outer 5" -> outer.put(new Cut(words[1], words[4]), words[2]);
            case "guard 3" -> guards.put(words[1], words[2]);
            case "read 3" -> reads.put(words[1], words[2]);
            case "add 3" ->
                added.computeIfAbsent(words[1], type -> new ArrayList<>()).add(words[2]);
            case "open 2" -> opened.add(words[1]);
            default -> throw new IllegalArgumentException("no rule: " + String.join(" ", words));
        }
    }

    /** Whether a class, named with slashes, is left out of the jar. */
    boolean removes(String type) {
        String outer = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
        return !anyMatches(kept, outer) && (anyMatches(removed, outer) || anyMatches(removed, type));
    }

    /** Whether a use of a member, by a method given as {@code type.name}, becomes an error. */
    boolean cuts(String target, String within) {
        return cuts.stream().anyMatch(cut -> matches(cut.target, target) && matches(cut.within, within));
    }

    /** The static method, as {@code owner.name}, that a method given as {@code type.name} calls in place of another. */
    Optional<String> call(String target, String within) {
        Optional<String> there = within(callsWithin, target, within);
        if (there.isPresent()) {
            return there;
        }
        String name = target.substring(0, target.indexOf('('));
        return Optional.ofNullable(calls.getOrDefault(target, calls.get(name)));
    }

    /** Whether what is called in place of a member returns any object, which has to be cast. */
    boolean casts(String target) {
        return anyMatches(casts, target);
    }

    /** The static method that a method calls in place of another, with the type of its object's values. */
    Optional<String> typed(String target, String within) {
        return within(typed, target, within);
    }

    /** The static method that a method of an inner class calls in place of another, with the object around its own. */
    Optional<String> outer(String target, String within) {
        return within(outer, target, within);
    }

    private static Optional<String> within(Map<Cut, String> rules, String target, String within) {
        return rules.entrySet().stream()
                .filter(rule -> matches(rule.getKey().target, target) && matches(rule.getKey().within, within))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The static method, as {@code owner.name}, that is called in place of a method while a statement is guarded. */
    Optional<String> guard(String target) {
        String name = target.substring(0, target.indexOf('('));
        return Optional.ofNullable(guards.getOrDefault(target, guards.get(name)));
    }

    /** The static method, as {@code owner.name}, or {@code null}, that is taken in place of a field's value. */
    Optional<String> read(String field) {
        return Optional.ofNullable(reads.get(field));
    }

    /** The names of the truths that a class has more. */
    List<String> added(String type) {
        return added.getOrDefault(type, List.of());
    }

    /** Whether a field or method becomes public. */
    boolean opens(String member) {
        return opened.contains(member);
    }

    private static boolean anyMatches(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern) || name.startsWith(pattern + "(");
    }
}
