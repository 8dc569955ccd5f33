package io.cairn.node.demo;

import io.cairn.engine.model.Value;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A query of the demonstration, and what of the records it must find: counted here, in the files, by other code than
 * the node's.
 *
 * @param query an array of options
 * @param limit the query's limit
 */
record Sample(String collection, String query, int limit, Predicate<Value.Document> matches) {
    static final List<Sample> ALL = List.of(
            new Sample(
                    "zipcodes",
                    "[[\"zip_code\",\"==\",\"00501\"],1]",
                    1,
                    // A text: a number would have lost its zeros.
                    zip -> Value.of("00501").equals(zip.get("zip_code"))),
            new Sample(
                    "zipcodes",
                    "[[\"state\",\"==\",\"CA\"],[\"latitude\",\">\",41.5],10]",
                    10,
                    zip -> Value.of("CA").equals(zip.get("state")) && number(zip.get("latitude")) > 41.5),
            new Sample(
                    "birdstrikes",
                    "[[\"Cost Total $\",\">=\",1000000],[\"Cost Total $\",\"desc\"],5]",
                    5,
                    strike -> number(strike.get("Cost Total $")) >= 1_000_000),
            new Sample(
                    "earthquakes",
                    "[[\"properties.mag\",\">=\",5],[\"properties.mag\",\"desc\"],20]",
                    20,
                    quake -> quake.get("properties") instanceof Value.Document properties
                            && number(properties.get("mag")) >= 5));

    /** How many documents the query must find among these records. */
    int expected(List<ExampleData.Item> items) {
        long matching = items.stream()
                .filter(item -> item.collection().equals(collection) && matches.test(item.document()))
                .count();
        return (int) Math.min(limit, matching);
    }

    /** The number, or one that no condition holds for. */
    private static double number(@Nullable Value value) {
        return switch (value) {
            case Value.Int whole -> whole.value();
            case Value.Double fraction -> fraction.value();
            case null, default -> Double.NaN;
        };
    }
}
