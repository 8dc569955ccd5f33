package io.cairn.engine.rule;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.fpjson.Program;
import io.cairn.engine.fpjson.ProgramTrace;
import io.cairn.engine.fpjson.Variables;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs at times that are known in advance: every {@code span} seconds from {@code start} on, first at the
 * start itself where {@code do} is true, at most {@code times} times and not after {@code end}. Stored bytes: format
 * 0x01, when it started in milliseconds (u64), how often it has run (varint), then the cron as it was written.
 *
 * @param source as it was written: start, end, span, times, do, jobs, version
 * @param startMillis when it starts, also where {@code start} was not given
 * @param ticks how often it has run
 */
public record Cron(Value.Document source, long startMillis, long ticks, Program program) {
    /** The most crons of a database. */
    public static final int CRONS_MAX = 100;
    /** The most bytes of one, encoded. */
    public static final int BYTES_MAX = 32 << 10;

    private static final int FORMAT = 0x01;
    private static final long SECONDS_MAX = 1L << 40;
    private static final List<String> FIELDS = List.of("start", "end", "span", "times", "do", "jobs", "version");
    private static final String MALFORMED = "cron-malformed";

    /**
     * Reads a cron.
     *
     * @param nowMillis the time of the entry that adds it; it starts in the next second at the earliest
     */
    public static Cron of(Value value, long nowMillis, String at) {
        if (!(value instanceof Value.Document source)) {
            throw malformed(at, "a cron is {start, end, span, times, do, jobs}");
        }
        for (Map.Entry<String, Value> field : source) {
            if (!FIELDS.contains(field.getKey())) {
                throw malformed(
                        at + "/" + field.getKey(), "a cron has " + String.join(", ", FIELDS) + ", nothing else");
            }
        }
        Trigger.requireVersion(source.get("version"), at);
        // Not in the second of the entry that adds it, so that no entry beside that one comes too late for it.
        long soonest = nowMillis / 1_000 + 1;
        long start = seconds(source, "start", soonest, at);
        if (start < soonest) {
            throw malformed(at + "/start", "start cannot be before the next second, " + soonest);
        }
        if (seconds(source, "end", SECONDS_MAX, at) < start) {
            throw malformed(at + "/end", "end cannot be before start");
        }
        seconds(source, "times", SECONDS_MAX, at);
        if (source.get("do") != null && !(source.get("do") instanceof Value.Bool)) {
            throw malformed(at + "/do", "do is true or false: whether it runs at its start too");
        }
        boolean isOnce = source.get("span") == null
                && Value.of(true).equals(source.get("do"))
                && Value.of(1).equals(source.get("times"));
        if (!isOnce && seconds(source, "span", 0, at) == 0) {
            throw malformed(at + "/span", "span is the seconds between two runs, at least 1");
        }
        Cron cron = new Cron(source, start * 1_000, 0, program(source, at));
        if (cron.encode().length > BYTES_MAX) {
            throw malformed(at, "a cron has at most 32 KiB");
        }
        return cron;
    }

    private static Program program(Value.Document source, String at) {
        Value jobs = source.get("jobs");
        if (!(jobs instanceof Value.Array(var all)) || all.isEmpty()) {
            throw malformed(at + "/jobs", "a cron has a program, jobs, of at least one block");
        }
        return Trigger.program(jobs, at + "/jobs");
    }

    private static long seconds(Value.Document source, String field, long without, String at) {
        Value value = source.get(field);
        if (value == null) {
            return without;
        }
        if (value instanceof Value.Int(var number) && number >= 1 && number <= SECONDS_MAX) {
            return number;
        }
        throw malformed(at + "/" + field, field + " is a whole number from 1 to " + SECONDS_MAX);
    }

    private static CairnException malformed(String at, String what) {
        return new CairnException.Incorrect(MALFORMED, at, what);
    }

    /** When it runs next, in milliseconds; null where it has run for the last time. */
    public @Nullable Long nextMillis() {
        if (ticks >= number("times", Long.MAX_VALUE)) {
            return null;
        }
        long due = dueSeconds(ticks);
        return due > number("end", 2 * SECONDS_MAX) ? null : due * 1_000;
    }

    /** When it ran last, in seconds; null where it has not run. */
    public @Nullable Long lastSeconds() {
        return ticks == 0 ? null : dueSeconds(ticks - 1);
    }

    /** When the run with this number is due, from 0, in seconds. */
    private long dueSeconds(long run) {
        long first = Value.of(true).equals(source.get("do")) ? 0 : 1;
        return startMillis / 1_000 + (first + run) * number("span", 0);
    }

    private long number(String field, long without) {
        return source.get(field) instanceof Value.Int(var number) ? number : without;
    }

    /** After one more run. */
    public Cron ticked() {
        return new Cron(source, startMillis, ticks + 1, program);
    }

    /** Runs it once. */
    public void run(String name, Circumstances circumstances, Effects effects, Fuel fuel) {
        Variables variables = JobVariables.of(circumstances);
        try {
            JobHost host = new JobHost(effects);
            program.run(host, variables, fuel, ProgramTrace.NONE);
            host.finish(variables, fuel);
        } catch (CairnException failure) {
            throw JobVariables.failed("cron-failed", "crons/" + name, circumstances, failure);
        }
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(512).u8(FORMAT).u64(startMillis).varint(ticks);
        ValueCodec.encode(source, writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static Cron decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "cron", "unknown format of a cron " + format);
        }
        long start = reader.u64();
        long ticks = reader.varint();
        if (!(ValueCodec.decode(reader) instanceof Value.Document source)) {
            throw new CairnException.Incorrect("bytes-malformed", "cron", "a stored cron is an object");
        }
        reader.expectEnd();
        return new Cron(source, start, ticks, program(source, "cron"));
    }
}
