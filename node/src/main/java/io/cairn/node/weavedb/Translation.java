package io.cairn.node.weavedb;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A configuration of WeaveDB as queries that set the same up here, in the order in which they have to be sent.
 *
 * <p>A configuration is one object: {@code schemas}, {@code rules}, {@code indexes} and {@code triggers} by collection,
 * {@code crons} and {@code relayers} by name. Singular names of the parts are taken, too.
 *
 * @param queries such as {@code ["setRules", rules, "posts"]}
 * @param changes what is different here, and why
 */
public record Translation(List<Value.Array> queries, List<Change> changes) {
    /** Copies the lists. */
    public Translation {
        queries = List.copyOf(queries);
        changes = List.copyOf(changes);
    }

    /**
     * A difference.
     *
     * @param at the place in the configuration
     * @param isLeftOut whether that part is not imported
     * @param what was changed, and why
     */
    public record Change(String at, boolean isLeftOut, String what) {}

    private static final List<String> PARTS = List.of("schemas", "indexes", "rules", "triggers", "crons", "relayers");

    /** Rewrites a configuration. */
    public static Translation of(Value.Document configuration) {
        Writer writer = new Writer();
        TreeSet<String> known = new TreeSet<>();
        for (String part : PARTS) {
            String singular = part.equals("indexes") ? "index" : part.substring(0, part.length() - 1);
            known.add(part);
            known.add(singular);
            Value found = configuration.get(part) == null ? configuration.get(singular) : configuration.get(part);
            if (found != null) {
                each(part, found, writer);
            }
        }
        for (Map.Entry<String, Value> field : configuration) {
            if (!known.contains(field.getKey())) {
                writer.leaveOut(
                        field.getKey(),
                        field.getKey().equals("tokens")
                                ? "balances are not imported: credit with creditToken, and let a program mint"
                                : "this part of a configuration has no counterpart here");
            }
        }
        return new Translation(writer.queries, writer.changes);
    }

    private static void each(String part, Value found, Writer writer) {
        if (!(found instanceof Value.Document named)) {
            throw new CairnException.Incorrect("weavedb-malformed", part, part + " is an object, by name");
        }
        for (Map.Entry<String, Value> entry : named) {
            String name = entry.getKey();
            String at = part + "/" + name;
            boolean isOfCollection = !part.equals("crons") && !part.equals("relayers");
            if (isOfCollection && Writer.path(name).size() % 2 == 0) {
                // Else the last name would be taken for the key of a rule.
                throw new CairnException.Incorrect(
                        "weavedb-malformed", at, "a collection is named by an odd number of names: " + at);
            }
            switch (part) {
                case "schemas" -> schema(name, entry.getValue(), at, writer);
                case "indexes" -> Indexes.translate(name, list(entry.getValue(), at), at, writer);
                case "rules" -> Rules.translate(name, entry.getValue(), at, writer);
                case "triggers" -> Jobs.triggers(name, list(entry.getValue(), at), at, writer);
                case "crons" -> Jobs.cron(name, entry.getValue(), at, writer);
                default -> writer.query("addRelayerJob", Value.of(name), entry.getValue());
            }
        }
    }

    private static void schema(String collection, Value schema, String at, Writer writer) {
        List<Value> path = Writer.path(collection);
        List<Value> query = new ArrayList<>(List.of(Value.of("setSchema"), Schemas.translate(schema, at, writer)));
        query.addAll(path);
        writer.queries.add(new Value.Array(query));
    }

    static List<Value> list(Value value, String at) {
        if (value instanceof Value.Array(var items)) {
            return items;
        }
        throw new CairnException.Incorrect("weavedb-malformed", at, at + " is a list");
    }

    /** What has been written so far. */
    static final class Writer {
        private final List<Value.Array> queries = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();

        void query(String operation, Value first, Value... more) {
            List<Value> query = new ArrayList<>();
            query.add(Value.of(operation));
            query.add(first);
            query.addAll(List.of(more));
            queries.add(new Value.Array(query));
        }

        void queryOn(String operation, Value first, String collection) {
            query(operation, first, path(collection).toArray(Value[]::new));
        }

        void change(String at, String what) {
            changes.add(new Change(at, false, what));
        }

        void leaveOut(String at, String what) {
            changes.add(new Change(at, true, what));
        }

        /** The parts of a path such as {@code people/Bob/posts}. */
        static List<Value> path(String collection) {
            List<Value> path = new ArrayList<>();
            int from = 0;
            while (from <= collection.length()) {
                int slash = collection.indexOf('/', from);
                int to = slash < 0 ? collection.length() : slash;
                path.add(Value.of(collection.substring(from, to)));
                from = to + 1;
            }
            return path;
        }
    }
}
