package io.cairn.node.bench;

import io.cairn.engine.model.CairnException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The rows of TPC-H's eight tables, made from a seed by the rules of its specification, 4.2.3, as far as its queries can
 * tell: keys, distributions, dates and prices are its; comments, addresses and names of parts are words of no grammar.
 * One file a table: lines of cells parted by tabs.
 */
final class TpchRows {
    private static final int SUPPLIERS = 10_000;
    private static final int SUPPLIERS_STEP = 100;
    private static final int PARTS_OF_SUPPLIER = 20;
    private static final int CUSTOMERS = 150_000;
    private static final int ORDERS = 1_500_000;
    private static final int SUPPLIERS_OF_PART = 4;
    private static final int LINES_MAX = 7;
    private static final LocalDate START = LocalDate.of(1992, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(1995, 6, 17);
    private static final int ORDER_DAYS = 2_406;
    private static final char TAB = '\t';

    private static final List<String> REGIONS = List.of("AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST");
    private static final List<String> NATIONS = List.of(
            "ALGERIA",
            "ARGENTINA",
            "BRAZIL",
            "CANADA",
            "EGYPT",
            "ETHIOPIA",
            "FRANCE",
            "GERMANY",
            "INDIA",
            "INDONESIA",
            "IRAN",
            "IRAQ",
            "JAPAN",
            "JORDAN",
            "KENYA",
            "MOROCCO",
            "MOZAMBIQUE",
            "PERU",
            "CHINA",
            "ROMANIA",
            "SAUDI ARABIA",
            "VIETNAM",
            "RUSSIA",
            "UNITED KINGDOM",
            "UNITED STATES");
    private static final int[] REGION_OF_NATION = {
        0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1
    };
    private static final List<String> SEGMENTS =
            List.of("AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD");
    private static final List<String> PRIORITIES =
            List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
    private static final List<String> MODES = List.of("REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB");
    private static final List<String> INSTRUCTIONS =
            List.of("DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN");
    private static final List<String> TYPE_SIZES = List.of("STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO");
    private static final List<String> TYPE_COATS = List.of("ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED");
    private static final List<String> TYPE_METALS = List.of("TIN", "NICKEL", "BRASS", "STEEL", "COPPER");
    private static final List<String> BOX_SIZES = List.of("SM", "LG", "MED", "JUMBO", "WRAP");
    private static final List<String> BOXES = List.of("CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM");
    private static final List<String> WORDS = List.of(
            "almond",
            "azure",
            "blue",
            "carefully",
            "deposits",
            "even",
            "final",
            "furiously",
            "ideas",
            "ironic",
            "packages",
            "pending",
            "quickly",
            "regular",
            "requests",
            "silent",
            "sleep",
            "slyly",
            "theodolites",
            "unusual");

    private final Path folder;
    private final SplittableRandom random;
    private final int suppliers;
    private final int parts;
    private final int customers;
    private final int orders;
    private final Map<String, Path> files = new LinkedHashMap<>();

    private TpchRows(Path folder, long seed, double scale) {
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        // By the hundred, as the rule by which a part gets its suppliers may otherwise name one twice.
        this.suppliers = ((int) Math.max(1, SUPPLIERS * scale / SUPPLIERS_STEP)) * SUPPLIERS_STEP;
        this.parts = suppliers * PARTS_OF_SUPPLIER;
        this.customers = (int) Math.max(150, CUSTOMERS * scale);
        this.orders = (int) Math.max(1500, ORDERS * scale);
    }

    /** Writes the files and gives them by table, in an order in which they can be put in. */
    static Map<String, Path> write(Path folder, long seed, double scale) {
        try {
            Files.createDirectories(folder);
            TpchRows rows = new TpchRows(folder, seed, scale);
            rows.geography();
            rows.suppliers();
            rows.parts();
            rows.customers();
            rows.orders();
            return rows.files;
        } catch (IOException e) {
            throw new CairnException.Unavailable("bench-failed", "cannot write rows: " + e.getMessage(), e);
        }
    }

    private BufferedWriter file(String table) throws IOException {
        Path file = folder.resolve(table + ".tsv");
        files.put(table, file);
        return Files.newBufferedWriter(file);
    }

    private static void line(BufferedWriter file, Object... cells) throws IOException {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                file.append(TAB);
            }
            file.append(String.valueOf(cells[i]));
        }
        file.append('\n');
    }

    private void geography() throws IOException {
        try (BufferedWriter file = file("region")) {
            for (int i = 0; i < REGIONS.size(); i++) {
                line(file, i, REGIONS.get(i), words());
            }
        }
        try (BufferedWriter file = file("nation")) {
            for (int i = 0; i < NATIONS.size(); i++) {
                line(file, i, NATIONS.get(i), REGION_OF_NATION[i], words());
            }
        }
    }

    private void suppliers() throws IOException {
        try (BufferedWriter file = file("supplier")) {
            for (int key = 1; key <= suppliers; key++) {
                int nation = random.nextInt(NATIONS.size());
                line(file, key, "Supplier#" + padded(key), words(), nation, phone(nation), balance(), words());
            }
        }
    }

    private void parts() throws IOException {
        try (BufferedWriter part = file("part");
                BufferedWriter supply = file("partsupp")) {
            for (int key = 1; key <= parts; key++) {
                int maker = random.nextInt(1, 6);
                String type = any(TYPE_SIZES) + " " + any(TYPE_COATS) + " " + any(TYPE_METALS);
                line(
                        part,
                        key,
                        words(),
                        "Manufacturer#" + maker,
                        "Brand#" + maker + random.nextInt(1, 6),
                        type,
                        random.nextInt(1, 51),
                        any(BOX_SIZES) + " " + any(BOXES),
                        cents(retailCents(key)),
                        any(WORDS));
                for (int i = 0; i < SUPPLIERS_OF_PART; i++) {
                    long cost = random.nextLong(100, 100_001);
                    line(supply, key, supplier(key, i), random.nextInt(1, 10_000), cents(cost), words());
                }
            }
        }
    }

    private void customers() throws IOException {
        try (BufferedWriter file = file("customer")) {
            for (int key = 1; key <= customers; key++) {
                int nation = random.nextInt(NATIONS.size());
                line(
                        file,
                        key,
                        "Customer#" + padded(key),
                        words(),
                        nation,
                        phone(nation),
                        balance(),
                        any(SEGMENTS),
                        words());
            }
        }
    }

    private void orders() throws IOException {
        try (BufferedWriter order = file("orders");
                BufferedWriter lines = file("lineitem")) {
            for (int i = 0; i < orders; i++) {
                // Eight keys of every 32 are in use, and a third of the customers orders nothing.
                long key = (i / 8) * 32L + i % 8 + 1;
                int customer = random.nextInt(1, customers + 1);
                while (customer % 3 == 0) {
                    customer = random.nextInt(1, customers + 1);
                }
                LocalDate date = START.plusDays(random.nextInt(ORDER_DAYS - 121 - 30));
                Totals totals = lines(lines, key, date);
                line(
                        order,
                        key,
                        customer,
                        totals.status(),
                        cents(totals.cents()),
                        date,
                        any(PRIORITIES),
                        "Clerk#" + padded(random.nextInt(1, 1001)),
                        0,
                        words());
            }
        }
    }

    private record Totals(long cents, String status) {}

    private Totals lines(BufferedWriter file, long order, LocalDate ordered) throws IOException {
        int count = random.nextInt(1, LINES_MAX + 1);
        long sum = 0;
        int open = 0;
        for (int number = 1; number <= count; number++) {
            int part = random.nextInt(1, parts + 1);
            int quantity = random.nextInt(1, 51);
            long price = quantity * retailCents(part);
            int discount = random.nextInt(0, 11);
            int tax = random.nextInt(0, 9);
            LocalDate shipped = ordered.plusDays(random.nextInt(1, 122));
            LocalDate received = shipped.plusDays(random.nextInt(1, 31));
            boolean isOpen = shipped.isAfter(TODAY);
            open += isOpen ? 1 : 0;
            sum += price * (100 - discount) * (100 + tax) / 10_000;
            line(
                    file,
                    order,
                    part,
                    supplier(part, random.nextInt(SUPPLIERS_OF_PART)),
                    number,
                    quantity,
                    cents(price),
                    cents(discount),
                    cents(tax),
                    received.isAfter(TODAY) ? "N" : random.nextBoolean() ? "R" : "A",
                    isOpen ? "O" : "F",
                    shipped,
                    ordered.plusDays(random.nextInt(30, 91)),
                    received,
                    any(INSTRUCTIONS),
                    any(MODES),
                    words());
        }
        return new Totals(sum, open == 0 ? "F" : open == count ? "O" : "P");
    }

    private int supplier(int part, int i) {
        return (part + i * (suppliers / SUPPLIERS_OF_PART + (part - 1) / suppliers)) % suppliers + 1;
    }

    private static long retailCents(int part) {
        return 90_000 + part / 10 % 20_001 + 100L * (part % 1_000);
    }

    private static BigDecimal cents(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private BigDecimal balance() {
        return cents(random.nextLong(-99_999, 1_000_000));
    }

    private static String padded(int number) {
        String digits = Integer.toString(number);
        return "0".repeat(9 - digits.length()) + digits;
    }

    private String phone(int nation) {
        return (nation + 10) + "-" + random.nextInt(100, 1000) + "-" + random.nextInt(100, 1000) + "-"
                + random.nextInt(1000, 10_000);
    }

    private String words() {
        return any(WORDS) + " " + any(WORDS) + " " + any(WORDS);
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
