package io.cairn.engine.sql;

import io.cairn.h2.api.JavaObjectSerializer;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.Mode;
import io.cairn.h2.util.DateTimeUtils;
import io.cairn.h2.util.TimeZoneProvider;
import io.cairn.h2.value.ValueTimestampTimeZone;
import org.jspecify.annotations.Nullable;

/** What H2 asks when it turns one type of time into another: the zone is UTC, and nothing is of today. */
final class CastAtUtc implements CastDataProvider {
    @Override
    public ValueTimestampTimeZone currentTimestamp() {
        return ValueTimestampTimeZone.fromDateValueAndNanos(DateTimeUtils.EPOCH_DATE_VALUE, 0, 0);
    }

    @Override
    public TimeZoneProvider currentTimeZone() {
        return TimeZoneProvider.UTC;
    }

    @Override
    public Mode getMode() {
        return Mode.getInstance("PostgreSQL");
    }

    @Override
    public @Nullable JavaObjectSerializer getJavaObjectSerializer() {
        return null;
    }

    @Override
    public boolean zeroBasedEnums() {
        return false;
    }
}
