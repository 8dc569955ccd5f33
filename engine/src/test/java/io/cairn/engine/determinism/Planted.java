package io.cairn.engine.determinism;

import java.io.File;
import java.lang.ref.SoftReference;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.Formatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bad code on purpose, never run: each method does one thing that the named trap must catch. */
@SuppressWarnings({"RandomModInteger", "deprecation", "unused"})
final class Planted {
    private Planted() {}

    @Trapped("hash-collection")
    static Map<String, String> newHashMap() {
        return new HashMap<>();
    }

    @Trapped("hash-collection")
    static Supplier<Set<String>> hashSetByReference() {
        return HashSet::new;
    }

    @Trapped("hash-collection")
    static Object identityMap() {
        return new IdentityHashMap<String, String>();
    }

    @Trapped("hash-collection")
    static Object concurrentSet() {
        return ConcurrentHashMap.newKeySet();
    }

    @Trapped("hash-collection")
    static Map<String, String> mapOf() {
        return Map.of("a", "b");
    }

    @Trapped("hash-collection")
    static Map<String, String> mapOfEntries() {
        return Map.ofEntries(Map.entry("a", "b"));
    }

    @Trapped("hash-collection")
    static Set<String> setOf() {
        return Set.of("a", "b");
    }

    @Trapped("hash-collection")
    static Set<String> setCopyOf(Set<String> set) {
        return Set.copyOf(set);
    }

    @Trapped("hash-collection")
    static Map<String, String> mapCopyOf(Map<String, String> map) {
        return Map.copyOf(map);
    }

    @Trapped("hash-collection")
    static Map<String, String> collectToMap(Stream<String> words) {
        return words.collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    @Trapped("hash-collection")
    static Set<String> collectToSet(Stream<String> words) {
        return words.collect(Collectors.toSet());
    }

    @Trapped("hash-collection")
    static Map<Integer, List<String>> collectGroups(Stream<String> words) {
        return words.collect(Collectors.groupingBy(String::length));
    }

    @Trapped("hash-iteration")
    static int overKeys(HashMap<String, Integer> map) {
        int hash = 0;
        for (String key : map.keySet()) {
            hash = 31 * hash + key.length();
        }
        return hash;
    }

    @Trapped("hash-iteration")
    static Function<HashMap<String, Integer>, Object> entriesByReference() {
        return HashMap::entrySet;
    }

    @Trapped("hash-iteration")
    static void forEachOfSet(HashSet<String> set, StringBuilder to) {
        set.forEach(to::append);
    }

    @Trapped("hash-iteration")
    static Object streamOfValues(ConcurrentHashMap<String, Integer> map) {
        return map.values();
    }

    @Trapped("identity")
    static int identityHash(Object value) {
        return System.identityHashCode(value);
    }

    @Trapped("identity")
    static int objectHash(Object value) {
        return value.hashCode();
    }

    @Trapped("identity")
    static String objectText(Object value) {
        return value.toString();
    }

    @Trapped("parallel-stream")
    static Object parallelStream(List<String> list) {
        return list.parallelStream();
    }

    @Trapped("parallel-stream")
    static Object parallel(Stream<String> stream) {
        return stream.parallel();
    }

    @Trapped("parallel-stream")
    static void parallelSort(int[] numbers) {
        Arrays.parallelSort(numbers);
    }

    @Trapped("double-text")
    static String concatenated(double value) {
        return "value " + value;
    }

    @Trapped("double-text")
    static String concatenatedFloat(float value) {
        return "value " + value;
    }

    @Trapped("double-text")
    static String concatenatedBox(Double value) {
        return "value " + value;
    }

    @Trapped("double-text")
    static String toText(double value) {
        return Double.toString(value);
    }

    @Trapped("double-text")
    static DoubleFunction<String> toTextByReference() {
        return Double::toString;
    }

    @Trapped("double-text")
    static String valueOf(double value) {
        return String.valueOf(value);
    }

    @Trapped("double-text")
    static void appended(StringBuilder to, double value) {
        to.append(value);
    }

    @Trapped("double-text")
    static void inserted(StringBuilder to, float value) {
        to.insert(0, value);
    }

    @Trapped("double-text")
    static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }

    @Trapped("formatting")
    static String format(int value) {
        return String.format("%d", value);
    }

    @Trapped("formatting")
    static String formatted(int value) {
        return "%d".formatted(value);
    }

    @Trapped("formatting")
    static String formatter(Formatter formatter) {
        return formatter.toString();
    }

    @Trapped("locale")
    static String lower(String text) {
        return text.toLowerCase();
    }

    @Trapped("locale")
    static Locale defaultLocale() {
        return Locale.getDefault();
    }

    @Trapped("locale")
    static TimeZone timeZone() {
        return TimeZone.getDefault();
    }

    @Trapped("locale")
    static ZoneId systemZone() {
        return ZoneId.systemDefault();
    }

    @Trapped("unicode-table")
    static String rootLower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Trapped("unicode-table")
    static boolean digit(char c) {
        return Character.isDigit(c);
    }

    @Trapped("unicode-table")
    static boolean sameIgnoringCase(String a, String b) {
        return a.equalsIgnoreCase(b);
    }

    @Trapped("unicode-table")
    static Object ignoringCase() {
        return String.CASE_INSENSITIVE_ORDER;
    }

    @Trapped("regex")
    static Pattern pattern() {
        return Pattern.compile("a*");
    }

    @Trapped("regex")
    static String[] split(String text) {
        return text.split(",");
    }

    @Trapped("regex")
    static String replaced(String text) {
        return text.replaceAll("a", "b");
    }

    @Trapped("inexact-math")
    static double sine(double value) {
        return Math.sin(value);
    }

    @Trapped("inexact-math")
    static double power(double value) {
        return Math.pow(value, 0.5);
    }

    @Trapped("default-charset")
    static byte[] bytes(String text) {
        return text.getBytes();
    }

    @Trapped("default-charset")
    static String text(byte[] bytes) {
        return new String(bytes);
    }

    @Trapped("default-charset")
    static Charset charset() {
        return Charset.defaultCharset();
    }

    @Trapped("clock")
    static long millis() {
        return System.currentTimeMillis();
    }

    @Trapped("clock")
    static long nanos() {
        return System.nanoTime();
    }

    @Trapped("clock")
    static Instant now() {
        return Instant.now();
    }

    @Trapped("clock")
    static long clock(Clock clock) {
        return clock.millis();
    }

    @Trapped("randomness")
    static int random(Random random) {
        return random.nextInt();
    }

    @Trapped("randomness")
    static long splittable() {
        return new SplittableRandom(1).nextLong();
    }

    @Trapped("randomness")
    static double mathRandom() {
        return Math.random();
    }

    @Trapped("randomness")
    static UUID uuid() {
        return UUID.randomUUID();
    }

    @Trapped("randomness")
    static void shuffled(List<String> list) {
        Collections.shuffle(list);
    }

    @Trapped("threads")
    static void thread() {
        Thread.startVirtualThread(() -> {});
    }

    @Trapped("threads")
    static ThreadLocal<String> threadLocal() {
        return ThreadLocal.withInitial(() -> "");
    }

    @Trapped("threads")
    static void lock(ReentrantLock lock) {
        lock.lock();
    }

    @Trapped("threads")
    static int block(String monitor) {
        synchronized (monitor) {
            return monitor.length();
        }
    }

    @Trapped("threads")
    static synchronized void synchronizedMethod() {}

    @Trapped("input-output")
    static boolean file(String name) {
        return new File(name).exists();
    }

    @Trapped("input-output")
    static Path path(String name) {
        return Path.of(name);
    }

    @Trapped("input-output")
    static URI address(String text) {
        return URI.create(text);
    }

    @Trapped("input-output")
    static void print(String text) {
        System.out.println(text);
    }

    @Trapped("environment")
    static String property() {
        return System.getProperty("x");
    }

    @Trapped("environment")
    static boolean flag() {
        return Boolean.getBoolean("x");
    }

    @Trapped("environment")
    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Trapped("environment")
    static Object resource() {
        return Planted.class.getResourceAsStream("x");
    }

    @Trapped("garbage-collector")
    static Object soft(String value) {
        return new SoftReference<>(value);
    }
}
