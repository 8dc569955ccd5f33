package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;

/** Where rules, triggers, crons and relayer jobs are: the part of the key layout that programs have. */
public final class RuleKeys {
    private static final int CRON_NAMED = 0x00;
    private static final int CRON_DUE = 0x01;
    private static final int CRONS_BEHIND = 0x02;
    private static final int RELAYER_JOB = 0x00;

    private RuleKeys() {}

    /** The rules of a collection. */
    public static byte[] rules(int collection) {
        return new ByteWriter(5).u8(Keys.RULE).u32(collection).toBytes();
    }

    /** The triggers of a collection. */
    public static byte[] triggers(int collection) {
        return new ByteWriter(5).u8(Keys.TRIGGER).u32(collection).toBytes();
    }

    /** A cron by its name. */
    public static byte[] cron(String name) {
        ByteWriter writer = new ByteWriter(32).u8(Keys.CRON).u8(CRON_NAMED);
        KeyCodec.appendText(writer, name);
        return writer.toBytes();
    }

    /** What all crons' keys start with. */
    public static byte[] crons() {
        return new byte[] {Keys.CRON, CRON_NAMED};
    }

    /** The name in the key of a cron. */
    public static String cronName(byte[] key) {
        return Keys.idAt(key, 2);
    }

    /** When a cron runs next: the first of these keys is the next of all. */
    public static byte[] cronDue(long dueMillis, String name) {
        ByteWriter writer = new ByteWriter(40).u8(Keys.CRON).u8(CRON_DUE).u64(dueMillis);
        KeyCodec.appendText(writer, name);
        return writer.toBytes();
    }

    /** What the keys of all due times start with. */
    public static byte[] cronsDue() {
        return new byte[] {Keys.CRON, CRON_DUE};
    }

    /** Which entry left crons that were due for a later one. */
    public static byte[] cronsBehind() {
        return new byte[] {Keys.CRON, CRONS_BEHIND};
    }

    /** The time in the key of a due time. */
    public static long dueMillis(byte[] key) {
        return new ByteReader(key, 2, key.length).u64();
    }

    /** The cron in the key of a due time. */
    public static String dueName(byte[] key) {
        return Keys.idAt(key, 10);
    }

    /** A relayer job by its name. */
    public static byte[] relayerJob(String name) {
        ByteWriter writer = new ByteWriter(32).u8(Keys.RELAYER).u8(RELAYER_JOB);
        KeyCodec.appendText(writer, name);
        return writer.toBytes();
    }

    /** What the keys of all relayer jobs start with. */
    public static byte[] relayerJobs() {
        return new byte[] {Keys.RELAYER, RELAYER_JOB};
    }

    /** The name in the key of a relayer job. */
    public static String relayerJobName(byte[] key) {
        return Keys.idAt(key, 2);
    }
}
