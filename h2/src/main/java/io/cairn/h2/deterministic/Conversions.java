package io.cairn.h2.deterministic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where H2 would wrap a text up to make JSON or an array of it, where it makes a text of something else, and where it reads {@code ||}. Objects of H2 are named by
 * no type, as this is compiled before them.
 *
 * <p>Threading: the converter is set once, before the first database is opened.
 */
public final class Conversions {
    private static volatile @Nullable Converter converter;

    /** Does what H2 is to do. */
    public interface Converter {
        /** The {@code Expression} that stands next in a {@code Parser}, operators up to {@code ||} included. */
        Object concatenation(Object parser);

        /**
         * A {@code Value} as a {@code ValueArray}.
         *
         * @param mode whether it is converted, cast or assigned, as H2 numbers it
         */
        Object array(Object value, Object type, @Nullable Object provider, int mode, @Nullable Object column);

        /** A {@code Value} as CAST makes it. */
        Object cast(Object value, Object type, Object provider);

        /** A {@code Value} as a {@code ValueJson}. */
        Object json(Object value, Object type, int mode, @Nullable Object column);

        /** A {@code Value} as text. */
        String text(Object value);

        /** How many characters the text of a value of a {@code TypeInfo} has at most. */
        long textLength(Object type);

        /** A {@code Value} as a binary string. */
        byte[] bytes(Object value);

        /** A {@code Value} as an element of a JSON array, where a text is a string. */
        Object element(Object value);
    }

    private Conversions() {}

    /** Asks this converter from now on. */
    public static void use(Converter newConverter) {
        converter = newConverter;
    }

    private static Converter used() {
        return Objects.requireNonNull(converter, "nobody converts");
    }

    /** {@link Converter#concatenation}. */
    public static Object readConcat(Object parser) {
        return used().concatenation(parser);
    }

    /** {@link Converter#array}. */
    public static Object toArray(
            Object value, Object type, @Nullable Object provider, int mode, @Nullable Object column) {
        return used().array(value, type, provider, mode, column);
    }

    /** {@link Converter#cast}. */
    public static Object castTo(Object value, Object type, Object provider) {
        return used().cast(value, type, provider);
    }

    /** {@link Converter#json}. */
    public static Object toJson(Object value, Object type, int mode, @Nullable Object column) {
        return used().json(value, type, mode, column);
    }

    /** {@link Converter#text}. */
    public static String text(Object value) {
        return used().text(value);
    }

    /** {@link Converter#textLength}. */
    public static long textLength(Object type) {
        return used().textLength(type);
    }

    /** {@link Converter#bytes}. */
    public static byte[] bytes(Object value) {
        return used().bytes(value);
    }

    /** {@link Converter#element}. */
    public static Object toElement(Object value, Object json) {
        return used().element(value);
    }
}
