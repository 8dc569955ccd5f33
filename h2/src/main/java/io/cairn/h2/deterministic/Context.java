package io.cairn.h2.deterministic;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What one statement may know of the world: a time that stands still, a seed, and a clock that counts steps.
 *
 * <p>Two contexts made of the same time and seed give the same values to the same sequence of questions, on every
 * machine. Make a new one for each statement. Used by one thread at a time.
 *
 * <p>Bytes, UUIDs and whole numbers come from SplitMix64: its state begins as the seed; for each 64 bits 0x9E3779B97F4A7C15
 * is added to the state, and a copy {@code z} of it is mixed by {@code z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9}, {@code z =
 * (z ^ z >>> 27) * 0x94D049BB133111EB}, {@code z ^ z >>> 31}. Bytes are taken from such a number beginning with the lowest.
 * SQL's {@code RAND()} is {@link Random}, whose algorithm its description fixes, with the seed.
 */
public final class Context {
    /** What one look at the clock takes, in nanoseconds: 0.1 ms. */
    public static final long LOOK_NANOS = 100_000;

    /** How many characters, bytes and eighths of array elements a statement may make. */
    public static final long GROWN_MAX = 64L << 20;

    private static final int MILLION = 1_000_000;

    private final Instant time;
    private final long seed;
    private final boolean isOfStatement;
    private final Random random;

    /** By the expression that made it, which equals no other; never gone through in its order. */
    private final Map<Object, Object> kept = new HashMap<>();

    private long state;
    private long looks;
    private long grown;
    private long planningMax = Long.MAX_VALUE;
    private long planned;
    private boolean timeAsked;
    private boolean chanceAsked;

    /**
     * A context in which no step has been made.
     *
     * @param time what {@code CURRENT_TIMESTAMP} and its kin show
     * @param seed where random values begin
     */
    public Context(Instant time, long seed) {
        this(time, seed, true);
    }

    private Context(Instant time, long seed, boolean isOfStatement) {
        this.time = Objects.requireNonNull(time);
        this.seed = seed;
        this.isOfStatement = isOfStatement;
        random = new Random(seed);
        state = seed;
    }

    /** For a thread that runs no statement: it keeps nothing, as nothing ends. */
    static Context ofNobody() {
        return new Context(Instant.EPOCH, 0, false);
    }

    /** How often the clock was looked at: the steps that time-outs count, 10 to a millisecond. */
    public long looks() {
        return looks;
    }

    /** Counts what the statement makes; {@link OutgrownException} beyond {@link #GROWN_MAX}. */
    void grow(long added) {
        grown += added;
        if (grown > GROWN_MAX) {
            throw new OutgrownException(GROWN_MAX);
        }
    }

    /** Bounds what planning may cost from now on. */
    void boundPlanning(long max) {
        planningMax = max;
        planned = 0;
    }

    /** Counts what a look at one way to carry the statement out costs. */
    void plan(long cost) {
        planned += cost;
        if (planned > planningMax) {
            throw new OutgrownException(
                    "there are too many ways to carry the statement out: it joins or nests too many queries");
        }
    }

    /** Goes back to where it began, as if nothing had been asked. */
    void restart() {
        random.setSeed(seed);
        state = seed;
        looks = 0;
        grown = 0;
        planned = 0;
        kept.clear();
    }

    /** What an expression of the statement kept last; null for nothing. */
    @Nullable
    Object kept(Object owner) {
        return kept.get(owner);
    }

    /** Keeps something for an expression until the statement ends. */
    void keep(Object owner, Object made) {
        if (isOfStatement) {
            kept.put(owner, made);
        }
    }

    Instant time() {
        timeAsked = true;
        return time;
    }

    /** Whether anything asked for the time since it was last said that nothing had. */
    public boolean isTimeAsked() {
        return timeAsked;
    }

    /** Takes it that nothing has asked for the time or for chance. */
    public void forgetAsked() {
        timeAsked = false;
        chanceAsked = false;
    }

    /** Whether anything asked for the seed or what comes from it. */
    public boolean isChanceAsked() {
        return chanceAsked;
    }

    long seed() {
        chanceAsked = true;
        return seed;
    }

    Random random() {
        chanceAsked = true;
        return random;
    }

    long nanoTime() {
        Stops.check();
        looks++;
        return looks * LOOK_NANOS;
    }

    long currentTimeMillis() {
        return time.toEpochMilli() + nanoTime() / MILLION;
    }

    long nextLong() {
        chanceAsked = true;
        state += 0x9E37_79B9_7F4A_7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    void nextBytes(byte[] bytes) {
        long bits = 0;
        for (int i = 0; i < bytes.length; i++) {
            bits = i % Long.BYTES == 0 ? nextLong() : bits >>> Byte.SIZE;
            bytes[i] = (byte) bits;
        }
    }
}
