package io.cairn.h2.deterministic;

import io.cairn.h2.command.Parser;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** What H2 itself would do. */
final class OwnConversions implements Conversions.Converter {
    @Override
    public Object concatenation(Object parser) {
        return ((Parser) parser).readConcat();
    }

    @Override
    public Object array(Object value, Object type, @Nullable Object provider, int mode, @Nullable Object column) {
        return ((Value) value).convertToArray((TypeInfo) type, (CastDataProvider) provider, mode, column);
    }

    @Override
    public Object cast(Object value, Object type, Object provider) {
        return ((Value) value).castTo((TypeInfo) type, (CastDataProvider) provider);
    }

    @Override
    public Object json(Object value, Object type, int mode, @Nullable Object column) {
        return ((Value) value).convertToJson((TypeInfo) type, mode, column);
    }

    @Override
    public String text(Object value) {
        return ((Value) value).getString();
    }

    @Override
    public long textLength(Object type) {
        return ((TypeInfo) type).getPrecision();
    }

    @Override
    public byte[] bytes(Object value) {
        return ((Value) value).getBytesNoCopy();
    }

    @Override
    public Object element(Object value) {
        return ((Value) value).convertToAnyJson();
    }
}
