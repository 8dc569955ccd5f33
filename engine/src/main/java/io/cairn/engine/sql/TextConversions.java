package io.cairn.engine.sql;

import io.cairn.h2.command.Parser;
import io.cairn.h2.deterministic.Conversions;
import io.cairn.h2.deterministic.Deterministic;
import io.cairn.h2.engine.CastDataProvider;
import io.cairn.h2.expression.ConcatenationOperation;
import io.cairn.h2.expression.Expression;
import io.cairn.h2.value.DataType;
import io.cairn.h2.value.TypeInfo;
import io.cairn.h2.value.Value;
import io.cairn.h2.value.ValueArray;
import io.cairn.h2.value.ValueJson;
import io.cairn.h2.value.ValueNull;
import io.cairn.h2.value.ValueVarchar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that becomes JSON, an array or a binary string is read as PostgreSQL reads it, and what becomes a text is written as PostgreSQL
 * writes it. H2 would make a JSON string or an array of one element of a text, whatever it says, and texts in the form of its own SQL.
 */
final class TextConversions implements Conversions.Converter {
    private TextConversions() {}

    /** To be done before a database is opened; once is enough. */
    static void install() {
        Conversions.use(new TextConversions());
    }

    @Override
    public Object concatenation(Object parser) {
        Expression read = ((Parser) parser).readConcat();
        return read instanceof ConcatenationOperation plain ? Concatenation.of(plain) : read;
    }

    @Override
    public Object array(Object value, Object type, @Nullable Object provider, int mode, @Nullable Object column) {
        Value read = (Value) value;
        CastDataProvider session = (CastDataProvider) provider;
        if (DataType.isCharacterStringType(read.getValueType())) {
            read = read(read.getString(), session);
        }
        return read.convertToArray((TypeInfo) type, session, mode, column);
    }

    @Override
    public Object cast(Object value, Object type, Object provider) {
        Value read = (Value) value;
        TypeInfo wanted = (TypeInfo) type;
        Value taken = read.getValueType() == Value.JSON ? JsonScalar.of(read, wanted) : read;
        return taken.castTo(wanted, (CastDataProvider) provider);
    }

    private static Value read(String text, @Nullable CastDataProvider session) {
        List<@Nullable String> elements = new ArrayLiteral(text).elements();
        Value[] values = new Value[elements.size()];
        for (int i = 0; i < values.length; i++) {
            String element = elements.get(i);
            values[i] = element == null ? ValueNull.INSTANCE : ValueVarchar.get(element);
        }
        return ValueArray.get(TypeInfo.TYPE_VARCHAR, values, session);
    }

    @Override
    public Object json(Object value, Object type, int mode, @Nullable Object column) {
        Value read = (Value) value;
        if (DataType.isCharacterStringType(read.getValueType())) {
            read = JsonFunctions.value(JsonFunctions.json(read));
        }
        return read.convertToJson((TypeInfo) type, mode, column);
    }

    @Override
    public String text(Object value) {
        Value cell = (Value) value;
        return switch (cell.getValueType()) {
            case Value.BOOLEAN -> cell.getBoolean() ? "true" : "false";
            case Value.REAL, Value.DOUBLE -> TextFunctions.cell(cell);
            case Value.ARRAY, Value.ROW, Value.BINARY, Value.VARBINARY, Value.BLOB -> {
                String text = TextFunctions.cell(cell);
                Deterministic.grow(text.length());
                yield text;
            }
            default -> cell.getString();
        };
    }

    /** H2 counts the bits of a number and the elements of an array. */
    @Override
    public long textLength(Object type) {
        TypeInfo made = (TypeInfo) type;
        int valueType = made.getValueType();
        return DataType.isCharacterStringType(valueType) || DataType.isBinaryStringType(valueType)
                ? made.getPrecision()
                : TypeInfo.TYPE_VARCHAR.getPrecision();
    }

    @Override
    public byte[] bytes(Object value) {
        Value read = (Value) value;
        return DataType.isCharacterStringType(read.getValueType())
                ? BytesFunctions.read(read.getString())
                : read.getBytesNoCopy();
    }

    @Override
    public Object element(Object value) {
        return value instanceof ValueJson json ? json : ((Value) value).convertToAnyJson();
    }
}
