package io.cairn.node.http;

import io.cairn.engine.model.Check;

/**
 * How often one client address may ask.
 *
 * @param perSecond requests per second that it may make for ever; 0 for no limit
 * @param burst requests that it may make at once after a pause
 * @param loopbackToo whether clients on this machine are limited as well
 */
public record RateSettings(int perSecond, int burst, boolean loopbackToo) {
    /** No limit. */
    public static final RateSettings NONE = new RateSettings(0, 0, false);

    /** Checks the numbers. */
    public RateSettings {
        Check.argument(perSecond >= 0 && perSecond <= 1_000_000, "perSecond", "is between 0 and a million");
        Check.argument(perSecond == 0 || burst > 0, "burst", "must be positive where there is a limit");
    }
}
