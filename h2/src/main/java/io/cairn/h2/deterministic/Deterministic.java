package io.cairn.h2.deterministic;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What H2's calls for clock, entropy, locale and settings were turned to; the list is {@code src/main/patch/rules.txt}.
 *
 * <p>Threading: each thread has its own {@link Context}. A thread without one is at the epoch with seed 0.
 */
public final class Deterministic {
    private static final ThreadLocal<Context> BOUND = ThreadLocal.withInitial(Context::ofNobody);
    private static final String OWN_CLASSES = "io.cairn.";

    private Deterministic() {}

    /** Gives this thread the context that its statement runs in, in place of the one it had. */
    public static void bind(Context context) {
        BOUND.set(context);
    }

    /** Lets this thread's context begin anew, as if nothing had been asked of it. */
    public static void restart() {
        BOUND.get().restart();
    }

    /** Takes this thread's context away. */
    public static void unbind() {
        BOUND.remove();
    }

    /** The time of the statement. */
    public static Instant now() {
        return BOUND.get().time();
    }

    /** Whether the statement has asked for the time. */
    public static boolean isTimeAsked() {
        return BOUND.get().isTimeAsked();
    }

    /** Whether the statement has asked for anything random. */
    public static boolean isChanceAsked() {
        return BOUND.get().isChanceAsked();
    }

    /** Takes it that the statement has asked for neither; H2 itself has, when it made the session. */
    public static void forgetAsked() {
        BOUND.get().forgetAsked();
    }

    /** The step clock in nanoseconds. */
    public static long nanoTime() {
        return BOUND.get().nanoTime();
    }

    /** The time of the statement in milliseconds, moved on by the step clock. */
    public static long currentTimeMillis() {
        return BOUND.get().currentTimeMillis();
    }

    /** Counts characters, bytes or eighths of array elements that the statement makes; fails when they are too many. */
    public static void grow(long added) {
        BOUND.get().grow(added);
    }

    /**
     * Bounds what planning may cost from now on, whatever it has cost before; nothing bounds it in a context that was not
     * told.
     */
    public static void boundPlanning(long max) {
        BOUND.get().boundPlanning(max);
    }

    /** Counts what a look at one way to carry the statement out costs; fails when it is too much. */
    public static void plan(long cost) {
        BOUND.get().plan(cost);
    }

    /** What an expression kept last while this statement ran; null for nothing. */
    public static @Nullable Object kept(Object owner) {
        return BOUND.get().kept(owner);
    }

    /** Keeps something for an expression until this statement ends. */
    public static void keep(Object owner, Object made) {
        BOUND.get().keep(owner, made);
    }

    /** The seed of the statement. */
    public static long seed() {
        return BOUND.get().seed();
    }

    /** The statement's generator, whichever session asks, so that nothing is left over from the statement before. */
    public static Random random(@Nullable Object session) {
        return BOUND.get().random();
    }

    /** The next 64 random bits. */
    public static long randomLong() {
        return BOUND.get().nextLong();
    }

    /** A random number from 0 to below the bound. */
    public static int randomInt(int bound) {
        return (int) Long.remainderUnsigned(BOUND.get().nextLong(), bound);
    }

    /** Random bytes, at least one, as H2 has it. */
    public static byte[] randomBytes(int length) {
        byte[] bytes = new byte[Math.max(1, length)];
        BOUND.get().nextBytes(bytes);
        return bytes;
    }

    /** Fills the array with random bytes. */
    public static void randomBytes(byte[] bytes) {
        BOUND.get().nextBytes(bytes);
    }

    /** UTC. */
    public static ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** No property of the machine is set. */
    public static @Nullable String property(String name) {
        return null;
    }

    /** No property of the machine is set. */
    public static @Nullable String property(String name, @Nullable String otherwise) {
        return otherwise;
    }

    /** No property of the machine is set. */
    public static Integer property(String name, int otherwise) {
        return otherwise;
    }

    /** The machine has one processor, whoever asks. */
    public static int processors(Runtime runtime) {
        return 1;
    }

    /** The machine's memory, in kibibytes, is nobody's business. */
    public static long memory() {
        return 0;
    }

    /** A size that does not grow with the machine. */
    public static int unscaled(int size) {
        return size;
    }

    /**
     * A class of this project by its name; others are not found.
     *
     * @throws ClassNotFoundException if there is none, or its name begins with another word
     */
    public static Class<?> ownClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(OWN_CLASSES)) {
            throw new ClassNotFoundException(name);
        }
        return Class.forName(name);
    }

    /** The offset is UTC, the time that of the statement. */
    public static OffsetDateTime dateTime() {
        return now().atOffset(ZoneOffset.UTC);
    }

    /** No object differs from another by its place in memory. */
    public static int noIdentity(@Nullable Object object) {
        return 0;
    }

    /** Nobody listens to what H2 would write beside its answers. */
    public static @Nullable PrintWriter noWriter() {
        return null;
    }

    /** A database in memory need not be closed when the machine stops. */
    public static void forget(Object database) {}

    /** No locale's order of letters: strings compare by their UTF-16 units. */
    public static Locale[] noLocales(boolean onlyIfCached) {
        return new Locale[0];
    }
}
