package io.cairn.h2.deterministic;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DateFormatSymbols;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/** What H2's calls that write and read text by the machine's locale, or by a regular expression, were turned to. */
public final class Texts {
    private static final String ACCOUNT = "db3_user:";

    /** The flags of {@code java.util.regex}, with which H2 was compiled. */
    private static final int JDK_CASE_INSENSITIVE = 2;

    private static final int JDK_MULTILINE = 8;
    private static final int JDK_DOTALL = 32;
    private static final int JDK_UNICODE_CASE = 64;

    private Texts() {}

    /** No locale's rules. */
    public static Locale locale() {
        return Locale.ROOT;
    }

    /** No locale's rules, whatever they are for. */
    public static Locale locale(Locale.Category purpose) {
        return Locale.ROOT;
    }

    /** UTF-8. */
    public static Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /** The text in UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Upper case by no locale's rules. */
    public static String upperCase(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** Lower case by no locale's rules. */
    public static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** {@link String#format} by no locale's rules. */
    @SuppressWarnings("AnnotateFormatMethod")
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** {@link MessageFormat#format} by no locale's rules. */
    public static String message(String pattern, Object... values) {
        return new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    /** Point and comma as no locale has them. */
    public static DecimalFormatSymbols decimalSymbols() {
        return DecimalFormatSymbols.getInstance(Locale.ROOT);
    }

    /** English names of days and months. */
    public static DateFormatSymbols dateSymbols() {
        return DateFormatSymbols.getInstance(Locale.ENGLISH);
    }

    /** A form of dates with English names. */
    public static DateTimeFormatter dateTimePattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** A currency's sign, as in English. */
    public static String symbol(Currency currency) {
        return currency.getSymbol(Locale.ENGLISH);
    }

    /** Lines end as in Unix. */
    public static String lineSeparator() {
        return "\n";
    }

    /**
     * A regular expression of RE2.
     *
     * @param jdkFlags as {@code java.util.regex} has them
     * @throws IllegalArgumentException if a flag is none that RE2 knows
     */
    public static Pattern pattern(String regex, int jdkFlags) {
        int known = JDK_CASE_INSENSITIVE | JDK_MULTILINE | JDK_DOTALL | JDK_UNICODE_CASE;
        if ((jdkFlags & ~known) != 0) {
            throw new IllegalArgumentException("unknown flags of a regular expression: " + jdkFlags);
        }
        int flags = 0;
        flags |= (jdkFlags & JDK_CASE_INSENSITIVE) == 0 ? 0 : Pattern.CASE_INSENSITIVE;
        flags |= (jdkFlags & JDK_MULTILINE) == 0 ? 0 : Pattern.MULTILINE;
        flags |= (jdkFlags & JDK_DOTALL) == 0 ? 0 : Pattern.DOTALL;
        return Pattern.compile(regex, flags);
    }

    /**
     * The matcher, as long as it looks at the whole text.
     *
     * @throws IllegalArgumentException if it should begin later, which RE2/J cannot
     */
    public static Matcher region(Matcher matcher, int start, int end) {
        if (start != 0) {
            throw new IllegalArgumentException("a regular expression is searched from the beginning only");
        }
        return matcher;
    }

    /** {@link String#replaceAll} by RE2. */
    public static String replaceAll(String text, String regex, String replacement) {
        return Pattern.compile(regex).matcher(text).replaceAll(replacement);
    }

    /** {@link String#split} by RE2. */
    public static String[] split(String text, String regex) {
        return Pattern.compile(regex).split(text);
    }

    /** {@link String#matches} by RE2. */
    public static boolean matches(String text, String regex) {
        return Pattern.matches(regex, text);
    }

    /** What H2 wrote, which is JSON, as its one text. */
    public static byte[] canonicalJson(ByteArrayOutputStream written) {
        String text = Json.read(written.toString(StandardCharsets.UTF_8)).text();
        Deterministic.grow(text.length());
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The name of a user in upper case; texts of accounts, whose case matters, as they are. */
    public static String upperUser(String name) {
        return name.startsWith(ACCOUNT) ? name : upperCase(name);
    }

    /** The name of a user in lower case; texts of accounts, whose case matters, as they are. */
    public static String lowerUser(String name) {
        return name.startsWith(ACCOUNT) ? name : lowerCase(name);
    }
}
