package io.cairn.engine.fpjson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Programs that try a function, with arguments that suit it and with odd ones, as JSON texts. */
final class ProgramGenerator {
    private static final int ODD_PERCENT = 10;
    private static final int CURRIED_PERCENT = 15;
    private static final int PLACEHOLDER_PERCENT = 10;
    private static final int VARIABLE_PERCENT = 15;
    private static final int NESTED_PERCENT = 12;
    private static final String[] ODD = {
        "null", "\"\"", "[]", "{}", "true", "\"abc\"", "-1", "1.5", "[\"inc\"]", "[[]]", "{\"a\":1}", "0", "false"
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "abc",
        "Hello World",
        " trim me\\t\\u00a0",
        "banana",
        "ÀÉßé",
        "a,b,c",
        "x1y2",
        "😀é",
        "10",
        "ab ab",
        "straße",
        "ΑΣ ΣΑΣ",
        "b",
        "İı",
        "A-B_c",
        "line\\nnext"
    };
    private static final String[] KEYS = {"a", "b", "c", "d", "1", "0", "x", "10"};
    private static final String[] NUMBERS = {"0", "1", "2", "3", "-1", "-2", "5", "10", "2.5", "-0.5", "0.1", "100", "7"
    };
    private static final String[] PATTERNS = {
        "\"a\"",
        "\"a\",\"g\"",
        "\"[a-c]+\",\"g\"",
        "\"(a)(b)?\"",
        "\"(a)(b)?\",\"g\"",
        "\"\\\\s+\",\"g\"",
        "\"^h\",\"i\"",
        "\"\\\\d\",\"g\"",
        "\"b|n\",\"g\"",
        "\"\",\"g\"",
        "\".\",\"g\"",
        "\"o.w\",\"i\"",
        "\"(?<n>[a-z])(\\\\d)\"",
        "\"[^a]\"",
        "\"a{2,3}\"",
        "\"(?:ab)+\"",
        "\"e$\",\"m\"",
        "\",\"",
        "\"\\\\w\\\\b\",\"g\"",
        "\"[\\\\s,]\",\"g\""
    };

    private final Random random;
    private final List<Signature> signatures = read();
    private List<String> variables = new ArrayList<>();
    private boolean isOddAllowed;

    ProgramGenerator(long seed) {
        random = new Random(seed);
    }

    /** How a function is called: groups of kinds of arguments, the first for itself, the others for what it makes. */
    record Signature(String name, boolean isOddAllowed, List<List<String>> groups) {}

    /** A program with its variables, made to try a function. */
    record Program(String function, String text, String variables) {
        String request() {
            return "{\"program\":" + text + ",\"vars\":" + variables + "}";
        }
    }

    private static List<Signature> read() {
        try (InputStream in = ProgramGenerator.class.getResourceAsStream("/fpjson/signatures.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ProgramGenerator::signature)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Signature signature(String line) {
        List<List<String>> groups = new ArrayList<>();
        groups.add(new ArrayList<>());
        String[] words = line.strip().split(" +");
        for (int i = 1; i < words.length; i++) {
            if (words[i].equals("/")) {
                groups.add(new ArrayList<>());
            } else {
                groups.getLast().add(words[i]);
            }
        }
        boolean isOddAllowed = !words[0].endsWith("!");
        return new Signature(
                isOddAllowed ? words[0] : words[0].substring(0, words[0].length() - 1), isOddAllowed, groups);
    }

    /** Functions by name with how many signatures each has. */
    Map<String, Long> functions() {
        return signatures.stream().collect(Collectors.groupingBy(Signature::name, Collectors.counting()));
    }

    int signatures() {
        return signatures.size();
    }

    /** The program of number {@code index}: signatures take turns. */
    Program next(int index) {
        Signature signature = signatures.get(index % signatures.size());
        variables = new ArrayList<>();
        isOddAllowed = signature.isOddAllowed();
        String text = call(
                "\"" + signature.name() + "\"", arguments(signature.groups().getFirst()));
        for (List<String> group :
                signature.groups().subList(1, signature.groups().size())) {
            text = list(text, arguments(group));
        }
        String vars = IntStream.range(0, variables.size())
                .mapToObj(i -> "\"v" + i + "\":" + variables.get(i))
                .collect(Collectors.joining(",", "{", "}"));
        return new Program(signature.name(), text, vars);
    }

    private List<String> arguments(List<String> kinds) {
        return kinds.stream().map(this::argument).toList();
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    private String argument(String kind) {
        if (isOddAllowed && happens(ODD_PERCENT)) {
            return pick(ODD);
        }
        boolean isData = "n i c c1 s k a l ls la lo ll lp lk o on oo p".contains(kind) && kind.length() <= 2;
        if (isData && happens(VARIABLE_PERCENT)) {
            variables.add(make(kind));
            String name = "v" + (variables.size() - 1);
            return random.nextBoolean() ? "{\"var\":\"" + name + "\"}" : "[\"$\",\"" + name + "\"]";
        }
        if (happens(NESTED_PERCENT)) {
            switch (kind) {
                case "n" -> {
                    return "[" + pick("\"add\"", "\"multiply\"", "\"max\"") + "," + make("n") + "," + make("n") + "]";
                }
                case "l" -> {
                    return "[\"map\"," + make("fn") + "," + make("l") + "]";
                }
                case "o" -> {
                    return "[\"mergeRight\"," + make("o") + "," + make("o") + "]";
                }
                case "s" -> {
                    return "[\"concat\"," + make("s") + "," + make("s") + "]";
                }
                default -> {}
            }
        }
        return make(kind);
    }

    private String call(String head, List<String> arguments) {
        if (arguments.size() > 1 && happens(CURRIED_PERCENT)) {
            int first = 1 + random.nextInt(arguments.size() - 1);
            return list(list(head, arguments.subList(0, first)), arguments.subList(first, arguments.size()));
        }
        if (arguments.size() > 1 && happens(PLACEHOLDER_PERCENT)) {
            List<String> holed = new ArrayList<>(arguments);
            int hole = random.nextInt(arguments.size() - 1);
            String left = holed.set(hole, "[\"__\"]");
            return list(list(head, holed), List.of(left));
        }
        return list(head, arguments);
    }

    private static String list(String head, List<String> rest) {
        return rest.isEmpty() ? "[" + head + "]" : "[" + head + "," + String.join(",", rest) + "]";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String many(String kind, int least, int most) {
        return IntStream.range(0, least + random.nextInt(most - least + 1))
                .mapToObj(_ -> make(kind))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String functions(String kind) {
        String made = many(kind, 1, 3);
        return "[\"[]\"," + made.substring(1);
    }

    private String object(String kind, int least) {
        List<String> names = new ArrayList<>(List.of(KEYS));
        java.util.Collections.shuffle(names, random);
        return IntStream.range(0, least + random.nextInt(4))
                .mapToObj(i -> "\"" + names.get(i) + "\":" + make(kind))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String make(String kind) {
        return switch (kind) {
            case "n" -> pick(NUMBERS);
            case "i" -> String.valueOf(random.nextInt(8) - 3);
            case "c" -> String.valueOf(random.nextInt(5));
            case "c1" -> String.valueOf(1 + random.nextInt(3));
            case "c2" -> "2";
            case "s" -> "\"" + pick(TEXTS) + "\"";
            case "k" -> "\"" + pick(KEYS) + "\"";
            case "a" -> happens(70) ? make("scalar") : make(pick("l", "o1", "ls", "ll"));
            case "scalar" -> pick("null", "true", "false", make("n"), make("s"), make("n"), make("k"));
            case "o1" -> object("scalar", 0);
            case "l" -> many("n", 0, 6);
            case "ls" -> many("s", 0, 4);
            case "ls1" -> many("s", 1, 2);
            case "ln1" -> many("n", 1, 1);
            case "ln2" -> many("n", 2, 2);
            case "la" -> many("a", 0, 4);
            case "lo" -> many("o1", 0, 4);
            case "ll" -> many(happens(80) ? "l" : "a", 0, 4);
            case "lp" -> many("pair", 0, 4);
            case "pair" -> "[" + make("k") + "," + make("scalar") + "]";
            case "lk" -> many("k", 0, 3);
            case "o" -> object("a", 0);
            case "on" -> object("n", 0);
            case "ow" -> object("l", 2);
            case "p" -> many(pick("k", "k", "i"), 1, 3);
            case "lop" -> many("p", 0, 3);
            default -> function(kind);
        };
    }

    private String function(String kind) {
        return switch (kind) {
            case "f" ->
                pick(
                        "[\"identity\"]",
                        "[\"toString\"]",
                        "[\"type\"]",
                        "[\"always\"," + make("scalar") + "]",
                        "[\"isNil\"]",
                        "[\"not\"]",
                        "[\"T\"]",
                        "[\"pair\",1]");
            case "fn" ->
                pick(
                        "[\"inc\"]",
                        "[\"dec\"]",
                        "[\"negate\"]",
                        "[\"add\"," + make("n") + "]",
                        "[\"multiply\"," + make("n") + "]",
                        "[\"subtract\",[\"__\"]," + make("n") + "]");
            case "fid" -> "[\"identity\"]";
            case "fs" -> pick("[\"toUpper\"]", "[\"always\",\"z\"]", "[\"concat\",\"<\"]");
            case "fo" -> pick("[\"prop\"," + make("k") + "]", "[\"keys\"]", "[\"identity\"]", "[\"values\"]");
            case "fa" -> pick("[\"identity\"]", "[\"length\"]", "[\"reverse\"]");
            case "fof" -> pick("[\"of\"]", "[\"repeat\",[\"__\"],2]", "[\"objOf\",\"w\"]");
            case "fhead" -> pick("[\"head\"]", "[\"map\",\"x\"]", "[\"path\",[\"a\"]]", "[\"toUpper\"]");
            case "always1" -> "[\"always\",1]";
            case "q" ->
                pick(
                        "[\"gt\",[\"__\"]," + make("n") + "]",
                        "[\"lt\",[\"__\"]," + make("n") + "]",
                        "[\"equals\"," + make("n") + "]",
                        "[\"T\"]",
                        "[\"F\"]",
                        "[\"complement\",[\"equals\"," + make("n") + "]]");
            case "Q" ->
                pick(
                        "[\"isNil\"]",
                        "[\"T\"]",
                        "[\"F\"]",
                        "[\"is\"," + make("t") + "]",
                        "[\"equals\"," + make("scalar") + "]");
            case "up" -> "[\"gt\",[\"__\"],100]";
            case "inc1" -> "[\"add\",7]";
            case "g" -> pick("[\"add\"]", "[\"subtract\"]", "[\"multiply\"]", "[\"max\"]", "[\"min\"]");
            case "g2" -> "[\"flip\",[\"append\"]]";
            case "ga" ->
                pick(
                        "[\"pair\"]",
                        "[\"identity\"]",
                        "[\"equals\"]",
                        "[\"and\"]",
                        "[\"or\"]",
                        "[\"defaultTo\"]",
                        "[\"always\",1]");
            case "ga2" -> pick("[\"pair\"]", "[\"append\"]", "[\"prepend\"]");
            case "gk" -> pick("[\"nthArg\",0]", "[\"nthArg\",1]", "[\"nthArg\",2]");
            case "q2" -> pick("[\"equals\"]", "[\"gt\"]", "[\"lt\"]", "[\"eqBy\",[\"modulo\",[\"__\"],2]]");
            case "lt2" -> pick("[\"lt\"]", "[\"gt\"]");
            case "cmp" ->
                pick(
                        "[\"subtract\"]",
                        "[\"flip\",[\"subtract\"]]",
                        "[\"ascend\",[\"identity\"]]",
                        "[\"descend\",[\"negate\"]]",
                        "[\"comparator\",[\"lt\"]]");
            case "cmp2" ->
                pick(
                        "[\"ascend\",[\"modulo\",[\"__\"],2]]",
                        "[\"descend\",[\"identity\"]]",
                        "[\"ascend\",[\"negate\"]]");
            case "Fc" -> functions("cmp2");
            case "Fq" -> functions("q");
            case "Ffn" -> functions("fn");
            case "Ff2" -> "[\"[]\",[\"inc\"],[\"dec\"]]";
            case "r" -> "[\"reg\"," + (happens(60) ? pick(PATTERNS) : pattern()) + "]";
            case "repl" -> pick("\"X\"", "\"$&$&\"", "\"[$1]\"", "\"$$\"", "\"$`|$'\"", "\"\"", "\"$<n>\"", "\"$10$\"");
            case "t" -> "[\"typ\",\"" + pick("Object", "Array", "String", "Number", "Boolean") + "\"]";
            default -> composite(kind);
        };
    }

    private String composite(String kind) {
        return switch (kind) {
            case "x" -> happens(20) ? "[\"compose\"," + make("x") + "," + make("x") + "]" : transducer();
            case "xs" -> pick("[\"map\",[\"toUpper\"]]", "[\"take\"," + make("c") + "]", "[\"map\",[\"length\"]]");
            case "lit" -> pick("[]", "{}", "\"\"", make("l"), make("on"));
            case "lit0" -> "[]";
            case "acc" -> pick("[\"pair\"]", "[\"juxt\",[\"[]\",[\"add\"],[\"multiply\"]]]", "[\"flip\",[\"pair\"]]");
            case "acc3" -> pick("[\"add\"]", "[\"nthArg\",2]", "[\"unapply\",[\"sum\"]]");
            case "reducer" -> "[\"reduce\"]";
            case "mapper" -> pick("[\"map\"]", "[\"filter\"]", "[\"forEach\"]", "[\"reject\"]");
            case "red" ->
                pick(
                        "[\"compose\",[\"reduced\"],[\"add\"]]",
                        "[\"ifElse\",[\"gt\"],[\"add\"],[\"compose\",[\"reduced\"],[\"add\"]]]",
                        "[\"add\"]");
            case "dup" -> pick("[\"of\"]", "[\"juxt\",[\"[]\",[\"identity\"],[\"inc\"]]]", "[\"repeat\",[\"__\"],2]");
            case "unf" -> "[\"ifElse\",[\"gt\",[\"__\"],10],[\"F\"],[\"juxt\",[\"[]\",[\"identity\"],[\"add\",3]]]]";
            case "conds" ->
                "[\"[]\",[\"[]\"," + make("q") + "," + make("fn") + "],[\"[]\"," + make("q") + ",[\"always\","
                        + make("s") + "]]]";
            case "spec" -> "{\"a\":" + make("fn") + ",\"b\":" + make("f") + ",\"q\":" + make("f") + "}";
            case "wspec" -> "{\"a\":" + make("Q") + ",\"b\":" + make("Q") + "}";
            case "aspec" -> "{\"s\":" + make("g") + ",\"n\":{\"m\":" + make("g") + ",\"k\":" + make("fn") + "}}";
            case "getter" -> "[\"prop\",\"a\"]";
            case "setter" -> "[\"assoc\",\"a\"]";
            case "lensi" -> "[\"lensIndex\"," + make("i") + "]";
            case "lens" ->
                pick(
                        "[\"lensProp\"," + make("k") + "]",
                        "[\"lensPath\"," + make("p") + "]",
                        "[\"compose\",[\"lensProp\"," + make("k") + "],[\"lensPath\"," + make("p") + "]]",
                        "[\"lens\",[\"prop\",\"a\"],[\"assoc\",\"b\"]]");
            case "of" -> "[\"of\"]";
            case "pw" -> pick("[\"call\"]", "[\"flip\",[\"applyTo\"]]");
            case "curr" -> pick("[\"add\"]", "[\"curry\",[\"subtract\"]]", "[\"subtract\",10]");
            default -> throw new IllegalArgumentException("no kind " + kind);
        };
    }

    private String pattern() {
        String parts = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> pick(
                                "a",
                                "b",
                                "n",
                                "[ab]",
                                "[^a]",
                                "\\\\d",
                                "\\\\s",
                                "\\\\S",
                                "\\\\w",
                                "\\\\W",
                                ".",
                                "(?:b|a)",
                                "[a-c\\\\s]",
                                "x",
                                "\\\\u0061",
                                "\\\\x62",
                                "[\\\\]\\\\-,]",
                                "\\\\.")
                        + pick("", "", "", "*", "+", "?", "*?", "+?", "{2}", "{1,2}", "{0,}"))
                .map(part -> happens(25) ? "(" + part + ")" : part)
                .collect(Collectors.joining(happens(15) ? "|" : ""));
        String anchored = (happens(10) ? "^" : "") + parts + (happens(10) ? "$" : happens(10) ? "\\\\b" : "");
        return "\"" + anchored + "\",\"" + pick("", "g", "g", "i", "gi", "m", "s", "gm") + "\"";
    }

    private String transducer() {
        return switch (random.nextInt(27)) {
            case 0, 1 -> "[\"map\"," + make("fn") + "]";
            case 2, 3 -> "[\"filter\"," + make("q") + "]";
            case 4 -> "[\"take\"," + make("c") + "]";
            case 5 -> "[\"drop\"," + make("c") + "]";
            case 6 -> "[\"takeWhile\"," + make("q") + "]";
            case 7 -> "[\"dropRepeats\"]";
            case 8 -> "[\"uniq\"]";
            case 9 -> "[\"dropWhile\"," + make("q") + "]";
            case 10 -> "[\"aperture\"," + make("c1") + "]";
            case 11 -> "[\"chain\"," + make("dup") + "]";
            case 12 -> "[\"find\"," + make("q") + "]";
            case 13 -> "[\"findIndex\"," + make("q") + "]";
            case 14 -> "[\"findLast\"," + make("q") + "]";
            case 15 -> "[\"findLastIndex\"," + make("q") + "]";
            case 16 -> "[\"all\"," + make("q") + "]";
            case 17 -> "[\"any\"," + make("q") + "]";
            case 18 -> "[\"dropLast\"," + make("c1") + "]";
            case 19 -> "[\"dropLastWhile\"," + make("q") + "]";
            case 20 -> "[\"reject\"," + make("q") + "]";
            case 21 -> "[\"tap\"," + make("fn") + "]";
            case 22 -> "[\"uniqBy\"," + make("fn") + "]";
            case 23 -> "[\"uniqWith\"," + make("q2") + "]";
            case 24 -> "[\"dropRepeatsWith\"," + make("q2") + "]";
            case 25 -> "[\"countBy\"," + make("f") + "]";
            default -> "[\"none\"," + make("q") + "]";
        };
    }
}
