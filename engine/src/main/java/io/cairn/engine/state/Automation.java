package io.cairn.engine.state;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.rule.Attempt;
import io.cairn.engine.rule.Circumstances;
import io.cairn.engine.rule.Cron;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.TriggerSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs around the writes of documents: rules before, triggers after, crons by themselves. */
final class Automation {
    /** What the rules and triggers of one mutation, or one run of a cron, may use. */
    private static final long STEPS_MAX = 1_000_000;

    private static final long CELLS_MAX = 4_000_000;
    /** How deep triggers follow each other. */
    private static final int DEPTH_MAX = 10;

    private final Transaction transaction;
    private final Programs programs;
    private @Nullable Fuel fuel;
    private int depth;

    Automation(Transaction transaction, Programs programs) {
        this.transaction = transaction;
        this.programs = programs;
    }

    /** What is left for programs of this mutation. */
    Fuel fuel() {
        Fuel left = fuel;
        if (left == null) {
            left = new Fuel(STEPS_MAX, CELLS_MAX);
            fuel = left;
        }
        return left;
    }

    /** How many steps programs of this mutation have taken. */
    long stepsTaken() {
        return STEPS_MAX - fuel().stepsLeft();
    }

    /** Demands that an object fits a schema that belongs to no collection; {@code schema-violation} at {@code at}. */
    void requireFits(Value.Document schema, Value.Document value, String at) {
        try {
            programs.schema(schema).require(value);
        } catch (CairnException.Refused violation) {
            throw new CairnException.Refused(
                    violation.code(), at, "at " + violation.at() + ": " + violation.getMessage(), violation.detail());
        }
    }

    /** Whether rules decide on the writes of a collection, its own or those of one that it is inside of. */
    boolean isRuled(Write.Place place) {
        return !rules(place).isEmpty();
    }

    private record Ruled(String collection, RuleSet rules) {}

    /** The rules that a write meets, the outermost collection's first. */
    private List<Ruled> rules(Write.Place place) {
        List<Ruled> found = new ArrayList<>();
        if (place.collection().indexOf('/') >= 0) {
            for (String outer : Names.ancestors(place.collection()).reversed()) {
                var record = transaction.findCollection(outer);
                RuleSet rules = record == null ? null : programs.rules(transaction.state(), record.number());
                if (rules != null) {
                    found.add(new Ruled(outer, rules));
                }
            }
        }
        RuleSet own = programs.rules(transaction.state(), place.number());
        if (own != null) {
            found.add(new Ruled(place.collection(), own));
        }
        return found;
    }

    /** The write as the rules leave it; refuses what one of the collections does not allow. */
    Write permitted(Write write) {
        Write permitted = write;
        for (Ruled ruled : rules(write.request().place())) {
            RuleSet.Allowed allowed = ruled.rules()
                    .require(
                            ruled.collection(),
                            attempt(permitted),
                            circumstances(write.request().authority()),
                            new EngineEffects(transaction, write.request().authority()),
                            fuel(),
                            programs.traceOf(transaction));
            transaction.notes().allowed(ruled.collection() + "/" + allowed.by());
            permitted = new Write(write.request(), write.kind(), write.before(), allowed.after());
        }
        if (permitted.after() != null) {
            Names.document(permitted.after(), write.request().at());
        }
        return permitted;
    }

    /** Runs the triggers that follow a write that was made. */
    void follow(Write write) {
        TriggerSet triggers =
                programs.triggers(transaction.state(), write.request().place().number());
        if (triggers == null) {
            return;
        }
        String collection = write.request().place().collection();
        if (depth == DEPTH_MAX) {
            throw new CairnException.Refused(
                    "trigger-too-deep",
                    "triggers/" + collection,
                    "triggers follow each other more than " + DEPTH_MAX + " deep");
        }
        depth++;
        try {
            triggers.follow(
                    collection,
                    attempt(write),
                    circumstances(write.request().authority()),
                    new EngineEffects(transaction, write.request().authority()),
                    fuel());
        } finally {
            // A savepoint may lead on behind one that failed.
            depth--;
        }
    }

    /** Runs a cron once. */
    void run(String name, Cron cron) {
        Authority engine = Authority.ofEngine(transaction);
        cron.run(name, circumstances(engine), new EngineEffects(transaction, engine), fuel());
    }

    private static Attempt attempt(Write write) {
        Write.Request request = write.request();
        DocumentRecord before = write.before();
        List<String> path = new ArrayList<>();
        String collection = request.place().collection();
        int from = 0;
        while (from <= collection.length()) {
            int slash = collection.indexOf('/', from);
            int to = slash < 0 ? collection.length() : slash;
            path.add(collection.substring(from, to));
            from = to + 1;
        }
        path.add(request.place().id());
        return new Attempt(
                request.function().word(),
                request.method(),
                path,
                request.data(),
                before == null ? null : before.fields(),
                before == null ? null : before.owner(),
                write.after());
    }

    private Circumstances circumstances(Authority authority) {
        DatabaseRecord database = transaction.database();
        return new Circumstances(
                database.address(),
                this::owners,
                authority.account(),
                transaction.actor().key(),
                transaction.height(),
                transaction.timeMillis(),
                transaction.mutation(),
                transaction::mayReadAll,
                authority.relay());
    }

    private List<Account> owners() {
        return transaction.database().owners(transaction.state());
    }
}
