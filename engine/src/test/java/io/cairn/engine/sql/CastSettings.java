package io.cairn.engine.sql;

import io.cairn.h2.api.JavaObjectSerializer;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.engine.Mode;
import io.cairn.h2.util.TimeZoneProvider;
import io.cairn.h2.value.ValueTimestampTimeZone;
import org.jspecify.annotations.Nullable;

/** What conversions of values need to know, as in a session of the engine. */
final class CastSettings implements CastDataProvider {
    @Override
    public ValueTimestampTimeZone currentTimestamp() {
        return ValueTimestampTimeZone.parse("2020-09-13 12:26:40.123+00", this);
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
