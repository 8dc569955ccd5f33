package io.cairn.h2.deterministic;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a class file uses, as {@code owner.member} with a descriptor, in the form of class files. */
final class ClassScan {
    /** Begins of what must not be used: the machine's clock, entropy, settings, files, network, threads, classes. */
    private static final List<String> FORBIDDEN = List.of(
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/lang/System.getProperty",
            "java/lang/System.getProperties",
            "java/lang/System.setProperty",
            "java/lang/System.getenv",
            "java/lang/System.identityHashCode",
            "java/lang/System.lineSeparator",
            "java/lang/System.gc",
            "java/lang/System.exit",
            "java/lang/System.load",
            "java/lang/Integer.getInteger",
            "java/lang/Long.getLong",
            "java/lang/Boolean.getBoolean",
            "java/lang/Runtime.",
            "java/lang/ProcessBuilder.",
            "java/lang/ProcessHandle.",
            "java/lang/Thread.<init>",
            "java/lang/Thread.start",
            "java/lang/Thread.sleep",
            "java/lang/Thread.of",
            "java/lang/ThreadGroup.",
            "java/lang/Class.forName",
            "java/lang/Class.newInstance",
            "java/lang/Class.getMethod",
            "java/lang/Class.getDeclared",
            "java/lang/Class.getResource",
            "java/lang/ClassLoader.",
            "java/lang/reflect/Method.",
            "java/lang/reflect/Constructor.",
            "java/lang/reflect/Proxy.",
            "java/lang/management/",
            "java/lang/Math.sin",
            "java/lang/Math.cos",
            "java/lang/Math.tan",
            "java/lang/Math.asin",
            "java/lang/Math.acos",
            "java/lang/Math.atan",
            "java/lang/Math.exp",
            "java/lang/Math.log",
            "java/lang/Math.pow",
            "java/lang/Math.cbrt",
            "java/lang/Math.hypot",
            "java/lang/Math.random",
            "java/lang/String.<init>([B)V",
            "java/lang/String.<init>([BII)V",
            "java/lang/String.getBytes()",
            "java/lang/String.toUpperCase()",
            "java/lang/String.toLowerCase()",
            "java/lang/String.format(Ljava/lang/String;",
            "java/lang/String.formatted",
            "java/lang/String.split",
            "java/lang/String.matches",
            "java/lang/String.replaceAll",
            "java/lang/String.replaceFirst",
            "java/util/regex/",
            "java/util/Random.<init>()V",
            "java/util/UUID.randomUUID",
            "java/util/SplittableRandom",
            "java/util/random/",
            "java/util/concurrent/ThreadLocalRandom",
            "java/util/concurrent/Executor",
            "java/util/concurrent/ThreadPoolExecutor",
            "java/util/concurrent/ForkJoin",
            "java/util/concurrent/CompletableFuture",
            "java/util/Timer",
            "java/util/Collection.parallelStream",
            "java/util/Arrays.parallel",
            "java/util/stream/Stream.parallel",
            "java/util/IdentityHashMap.",
            "java/util/ServiceLoader.",
            "java/util/Locale.getDefault",
            "java/util/TimeZone.",
            "java/util/Calendar.",
            "java/util/GregorianCalendar.",
            "java/util/Date.<init>()V",
            "java/util/Formatter.",
            "java/util/Scanner.",
            "java/nio/charset/Charset.defaultCharset",
            "java/nio/file/",
            "java/nio/channels/",
            "java/net/",
            "java/io/File",
            "java/io/RandomAccessFile",
            "java/io/ObjectInputStream",
            "java/io/ObjectOutputStream",
            "java/io/InputStreamReader.<init>(Ljava/io/InputStream;)V",
            "java/io/OutputStreamWriter.<init>(Ljava/io/OutputStream;)V",
            "java/io/PrintStream.<init>",
            "java/io/PrintStream.printf",
            "java/io/PrintWriter.printf",
            "java/io/PrintWriter.format",
            "java/time/ZoneId.systemDefault",
            "java/time/format/DateTimeFormatter.ofPattern(Ljava/lang/String;)",
            "java/time/format/DateTimeFormatterBuilder.toFormatter()",
            "java/text/Collator.",
            "java/text/SimpleDateFormat.",
            "java/text/NumberFormat.",
            "java/text/DecimalFormat.<init>()V",
            "java/text/DecimalFormat.<init>(Ljava/lang/String;)V",
            "java/text/DecimalFormatSymbols.getInstance()",
            "java/text/DateFormatSymbols.getInstance()",
            "java/text/DateFormatSymbols.<init>",
            "java/text/MessageFormat.format(Ljava/lang/String;[",
            "java/text/MessageFormat.<init>(Ljava/lang/String;)V",
            "java/util/Currency.getSymbol()",
            "java/security/SecureRandom",
            "java/security/KeyPairGenerator",
            "java/sql/DriverManager",
            "javax/naming/",
            "javax/net/",
            "javax/script/",
            "javax/tools/",
            "javax/xml/",
            "jdk/",
            "sun/");

    private ClassScan() {}

    /** Every forbidden member that the class uses. */
    static Set<String> forbidden(byte[] classFile) {
        Set<String> found = new TreeSet<>();
        for (String member : members(ClassFile.of().parse(classFile))) {
            boolean anyNow = member.startsWith("java/time/") && member.contains(".now(");
            if (anyNow || FORBIDDEN.stream().anyMatch(member::startsWith)) {
                found.add(member);
            }
        }
        return found;
    }

    /** Every class and member that the class names in its code. */
    static Set<String> members(ClassModel model) {
        Set<String> members = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MemberRefEntry member) {
                members.add(member.owner().asInternalName() + "."
                        + member.name().stringValue() + member.type().stringValue());
            }
        }
        return members;
    }

    /** Every class that the class names, without the brackets of arrays. */
    static Set<String> classes(ClassModel model) {
        Set<String> classes = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry type) {
                String name = type.asInternalName();
                int brackets = name.lastIndexOf('[') + 1;
                classes.add(
                        brackets == 0 || !name.endsWith(";") ? name : name.substring(brackets + 1, name.length() - 1));
            }
        }
        return classes;
    }

    /** The bytes of a class on the test's path. */
    static byte[] bytes(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
