package io.cairn.engine.determinism;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules: what the engine must not use because a replica, an auditor or a client could then compute something else
 * from the same entries.
 */
final class Traps {
    /** A rule with a stable name, what to do instead, and what it catches. */
    record Trap(String name, String instead, Predicate<Use> catches) {}

    private static final Set<String> HASH_COLLECTIONS = Set.of(
            "java/util/HashMap",
            "java/util/HashSet",
            "java/util/Hashtable",
            "java/util/IdentityHashMap",
            "java/util/Properties",
            "java/util/WeakHashMap",
            "java/util/concurrent/ConcurrentHashMap");

    private static final Set<String> ITERATING = Set.of(
            "clone",
            "descendingIterator",
            "elements",
            "entrySet",
            "forEach",
            "forEachEntry",
            "forEachKey",
            "forEachValue",
            "iterator",
            "keySet",
            "keys",
            "parallelStream",
            "reduce",
            "replaceAll",
            "search",
            "spliterator",
            "stream",
            "toArray",
            "toString",
            "values");

    private static final Set<String> UNSTABLE_FACTORIES = Set.of(
            "java/util/Map.of",
            "java/util/Map.ofEntries",
            "java/util/Map.copyOf",
            "java/util/Set.of",
            "java/util/Set.copyOf",
            "java/util/stream/Collectors.toUnmodifiableMap",
            "java/util/stream/Collectors.toUnmodifiableSet",
            "java/util/stream/Collectors.toSet",
            "java/util/stream/Collectors.toConcurrentMap",
            "java/util/stream/Collectors.groupingByConcurrent");

    /** Hash-ordered unless the caller supplies the map. */
    private static final Set<String> FACTORIES_TAKING_A_MAP =
            Set.of("java/util/stream/Collectors.toMap", "java/util/stream/Collectors.groupingBy");

    private static final Set<String> EXACT_MATH = Set.of(
            "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log", "log10", "log1p",
            "pow", "sin", "sinh", "tan", "tanh");

    private static final Set<String> REGEX_STRING_METHODS =
            Set.of("matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters");

    private static final Set<String> UNICODE_CHARACTER_METHODS = Set.of(
            "digit",
            "getDirectionality",
            "getName",
            "getNumericValue",
            "getType",
            "isAlphabetic",
            "isDefined",
            "isDigit",
            "isIdeographic",
            "isJavaIdentifierPart",
            "isJavaIdentifierStart",
            "isLetter",
            "isLetterOrDigit",
            "isLowerCase",
            "isMirrored",
            "isSpaceChar",
            "isTitleCase",
            "isUnicodeIdentifierPart",
            "isUnicodeIdentifierStart",
            "isUpperCase",
            "isWhitespace",
            "toLowerCase",
            "toTitleCase",
            "toUpperCase");

    private static final Set<String> UNICODE_STRING_METHODS = Set.of(
            "compareToIgnoreCase",
            "equalsIgnoreCase",
            "isBlank",
            "strip",
            "stripIndent",
            "stripLeading",
            "stripTrailing");

    private static final Set<String> MEMORY_STREAMS = Set.of(
            "java/io/ByteArrayInputStream",
            "java/io/ByteArrayOutputStream",
            "java/io/IOException",
            "java/io/InputStream",
            "java/io/OutputStream",
            "java/io/Serializable",
            "java/io/UncheckedIOException");

    private static final Map<String, Set<String>> ENVIRONMENT = Map.of(
            "java/lang/System",
                    Set.of(
                            "console",
                            "exit",
                            "getProperties",
                            "getProperty",
                            "getenv",
                            "lineSeparator",
                            "load",
                            "loadLibrary",
                            "setProperty"),
            "java/lang/Boolean", Set.of("getBoolean"),
            "java/lang/Integer", Set.of("getInteger"),
            "java/lang/Long", Set.of("getLong"),
            "java/lang/Class", Set.of("forName", "getResource", "getResourceAsStream"),
            "java/lang/ClassLoader", Set.of("getResource", "getResourceAsStream", "getSystemClassLoader"));

    private static final Map<String, Set<String>> CLOCK =
            Map.of("java/lang/System", Set.of("currentTimeMillis", "nanoTime"));

    /** Every rule, in the order of the report. */
    static final List<Trap> ALL = List.of(
            new Trap(
                    "hash-collection",
                    "LinkedHashMap, TreeMap, or List; list a lookup-only map",
                    Traps::hashCollection),
            new Trap("hash-iteration", "iterate over a LinkedHashMap or TreeMap", Traps::hashIteration),
            new Trap("identity", "write hashCode, equals and toString over contents", Traps::identity),
            new Trap("parallel-stream", "a sequential stream or a loop", Traps::parallelStream),
            new Trap("double-text", "the engine's own number formatter", Traps::doubleText),
            new Trap("formatting", "plain concatenation", Traps::formatting),
            new Trap("locale", "code units, or compare bytes", Traps::locale),
            new Trap("unicode-table", "test for the ASCII characters meant", Traps::unicodeTable),
            new Trap("regex", "a loop over the characters", Traps::regex),
            new Trap("inexact-math", "StrictMath", use -> call(use, "java/lang/Math", EXACT_MATH)),
            new Trap("default-charset", "StandardCharsets.UTF_8", Traps::defaultCharset),
            new Trap("clock", "take the time from the entry", Traps::clock),
            new Trap("randomness", "take the bytes from the caller", Traps::randomness),
            new Trap("threads", "the node owns all threads", Traps::threads),
            new Trap("input-output", "take bytes, return bytes", Traps::inputOutput),
            new Trap("environment", "take the setting as an argument", Traps::environment),
            new Trap(
                    "garbage-collector",
                    "bounded structures with explicit eviction",
                    use -> type(use, "java/lang/ref/")));

    private Traps() {}

    private static boolean hashCollection(Use use) {
        if (!(use instanceof Use.Call call)) {
            return false;
        }
        String called = call.owner() + "." + call.name();
        return (call.name().equals("<init>") && HASH_COLLECTIONS.contains(call.owner()))
                || UNSTABLE_FACTORIES.contains(called)
                || (call.owner().equals("java/util/concurrent/ConcurrentHashMap")
                        && call.name().equals("newKeySet"))
                || (FACTORIES_TAKING_A_MAP.contains(called)
                        && !call.descriptor().contains("Supplier"));
    }

    private static boolean hashIteration(Use use) {
        return use instanceof Use.Call call
                && HASH_COLLECTIONS.contains(call.owner())
                && ITERATING.contains(call.name());
    }

    /**
     * Text made of an array, or of an object without a text of its own, is Error Prone's to refuse. Records of arrays
     * compare by identity, which is harmless as long as nothing asks for their hash code.
     */
    private static boolean identity(Use use) {
        return call(use, "java/lang/System", Set.of("identityHashCode"))
                || call(use, "java/lang/Object", Set.of("hashCode", "toString"))
                || call(use, "java/util/Objects", Set.of("toIdentityString"));
    }

    private static boolean parallelStream(Use use) {
        return use instanceof Use.Call call
                && (call.name().equals("parallelStream")
                        || (call.name().equals("parallel") && call.owner().startsWith("java/util/stream/"))
                        || (call.owner().equals("java/util/Arrays")
                                && call.name().startsWith("parallel")));
    }

    private static boolean doubleText(Use use) {
        return switch (use) {
            case Use.Concatenation text -> text.arguments().stream().anyMatch(Traps::isFloating);
            case Use.RecordMethod method ->
                method.name().equals("toString") && method.components().stream().anyMatch(Traps::isFloating);
            case Use.Call call -> writesDouble(call);
            default -> false;
        };
    }

    private static boolean writesDouble(Use.Call call) {
        String last = call.descriptor().substring(0, call.descriptor().indexOf(')') + 1);
        boolean takesDouble = last.endsWith("D)") || last.endsWith("F)");
        return switch (call.owner()) {
            case "java/lang/Double", "java/lang/Float" -> call.name().equals("toString");
            case "java/lang/String" -> call.name().equals("valueOf") && takesDouble;
            case "java/lang/StringBuilder", "java/lang/StringBuffer" ->
                takesDouble && Set.of("append", "insert").contains(call.name());
            case "java/math/BigDecimal" -> call.name().equals("valueOf") && takesDouble;
            default -> false;
        };
    }

    private static boolean isFloating(String descriptor) {
        return Set.of("D", "F", "Ljava/lang/Double;", "Ljava/lang/Float;").contains(descriptor);
    }

    private static boolean formatting(Use use) {
        return call(use, "java/lang/String", Set.of("format", "formatted"))
                || type(use, "java/util/Formatter", "java/text/");
    }

    private static boolean locale(Use use) {
        return call(use, "java/util/Locale", Set.of("getDefault", "getAvailableLocales"))
                || call(use, "java/time/ZoneId", Set.of("systemDefault", "of"))
                || type(
                        use,
                        "java/util/TimeZone",
                        "java/util/Calendar",
                        "java/util/GregorianCalendar",
                        "java/util/Date")
                || (call(use, "java/lang/String", Set.of("toLowerCase", "toUpperCase"))
                        && ((Use.Call) use).descriptor().startsWith("()"));
    }

    private static boolean unicodeTable(Use use) {
        return call(use, "java/lang/Character", UNICODE_CHARACTER_METHODS)
                || call(use, "java/lang/String", UNICODE_STRING_METHODS)
                || (call(use, "java/lang/String", Set.of("toLowerCase", "toUpperCase"))
                        && !((Use.Call) use).descriptor().startsWith("()"))
                || (use instanceof Use.Field field && field.name().equals("CASE_INSENSITIVE_ORDER"));
    }

    private static boolean regex(Use use) {
        return type(use, "java/util/regex/") || call(use, "java/lang/String", REGEX_STRING_METHODS);
    }

    private static boolean defaultCharset(Use use) {
        if (!(use instanceof Use.Call call)) {
            return false;
        }
        return call(call, "java/nio/charset/Charset", Set.of("defaultCharset"))
                || (call(call, "java/lang/String", Set.of("getBytes"))
                        && call.descriptor().startsWith("()"))
                || (call(call, "java/lang/String", Set.of("<init>"))
                        && Set.of("([B)V", "([BII)V").contains(call.descriptor()));
    }

    private static boolean clock(Use use) {
        return callAny(use, CLOCK)
                || type(use, "java/time/Clock", "java/time/InstantSource")
                || (use instanceof Use.Call call
                        && call.owner().startsWith("java/time/")
                        && call.name().equals("now"));
    }

    private static boolean randomness(Use use) {
        return type(
                        use,
                        "java/util/Random",
                        "java/util/SplittableRandom",
                        "java/util/random/",
                        "java/security/SecureRandom")
                || call(use, "java/lang/Math", Set.of("random"))
                || call(use, "java/lang/StrictMath", Set.of("random"))
                || call(use, "java/util/UUID", Set.of("randomUUID"))
                || call(use, "java/util/Collections", Set.of("shuffle"));
    }

    private static boolean threads(Use use) {
        return use instanceof Use.Lock
                || type(
                        use,
                        "java/lang/Thread",
                        "java/lang/ThreadLocal",
                        "java/lang/InheritableThreadLocal",
                        "java/lang/ScopedValue",
                        "java/lang/ThreadGroup",
                        "java/util/Timer",
                        "java/util/TimerTask",
                        "java/util/concurrent/")
                || call(use, "java/lang/Object", Set.of("notify", "notifyAll", "wait"));
    }

    private static boolean inputOutput(Use use) {
        return (type(use, "java/io/") && !MEMORY_STREAMS.contains(((Use.Type) use).name()))
                || type(
                        use,
                        "java/nio/channels/",
                        "java/nio/file/",
                        "java/net/",
                        "javax/net/",
                        "java/sql/",
                        "java/util/logging/",
                        "java/lang/System$Logger",
                        "java/util/ServiceLoader",
                        "java/util/Scanner");
    }

    private static boolean environment(Use use) {
        return callAny(use, ENVIRONMENT)
                || type(
                        use,
                        "java/lang/Process",
                        "java/lang/ProcessBuilder",
                        "java/lang/ProcessHandle",
                        "java/lang/Runtime",
                        "java/lang/management/");
    }

    private static boolean call(Use use, String owner, Set<String> names) {
        return use instanceof Use.Call call && call.owner().equals(owner) && names.contains(call.name());
    }

    private static boolean callAny(Use use, Map<String, Set<String>> methods) {
        return use instanceof Use.Call call
                && methods.getOrDefault(call.owner(), Set.of()).contains(call.name());
    }

    /** A name that ends in a slash means a package with its children; any other, a class with its nested ones. */
    private static boolean type(Use use, String... names) {
        if (use instanceof Use.Type type) {
            for (String name : names) {
                boolean within = name.endsWith("/")
                        ? type.name().startsWith(name)
                        : type.name().startsWith(name + "$");
                if (within || type.name().equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
