package io.cairn.engine.rule;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.Json;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one collection, in their order. Stored bytes: format 0x01, then the list of {@code [key, program]} as
 * DAG-CBOR.
 *
 * <p>Every rule that is for a write runs, in order, on the same variables; a rule that stops ends itself alone, and the
 * last decision counts. Where none is made the write is denied.
 */
public final class RuleSet {
    /** The most rules of a collection. */
    public static final int RULES_MAX = 100;
    /** The most bytes of a collection's rules, encoded. */
    public static final int BYTES_MAX = 64 << 10;

    private static final int FORMAT = 0x01;
    private static final String MALFORMED = "rule-malformed";

    private final Value.Array source;
    private final List<Rule> rules;
    /** Whether a rule may ask for the database's owners, who are not at hand. */
    private final boolean namesContract;

    private RuleSet(Value.Array source, List<Rule> rules) {
        this.source = source;
        this.rules = rules;
        this.namesContract = Json.print(source).contains("contract");
    }

    /**
     * Reads the rules as they are written.
     *
     * @param at where they stand, for errors
     */
    public static RuleSet of(Value source, String at) {
        if (!(source instanceof Value.Array array) || array.values().size() > RULES_MAX) {
            throw new CairnException.Incorrect(
                    MALFORMED, at, "rules are a list of at most " + RULES_MAX + " pairs [operations, program]");
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < array.values().size(); i++) {
            rules.add(Rule.of(array.values().get(i), at + "/" + i));
        }
        RuleSet set = new RuleSet(array, List.copyOf(rules));
        if (set.encode().length > BYTES_MAX) {
            throw new CairnException.Incorrect(MALFORMED, at, "the rules of a collection have at most 64 KiB");
        }
        return set;
    }

    /** The rules as they were written. */
    public Value.Array source() {
        return source;
    }

    /** Whether there is none, so that nothing is denied. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    List<Rule> rules() {
        return rules;
    }

    boolean namesContract() {
        return namesContract;
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(1_024).u8(FORMAT);
        ValueCodec.encode(source, writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static RuleSet decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect("format-unknown", "rules", "unknown format of rules " + format);
        }
        Value source = ValueCodec.decode(reader);
        reader.expectEnd();
        return of(source, "rules");
    }

    /**
     * A write that is allowed.
     *
     * @param after the document as the rules leave it; null for a delete
     * @param by the rule and its line that allowed it last, from 0
     */
    public record Allowed(Value.@Nullable Document after, String by) {}

    /**
     * Decides on a write.
     *
     * @param collection whose rules these are, for errors: the write's own, or one that it is within
     * @param trace told what each line did
     * @throws CairnException.Refused {@code rule-denied} with the rule, the line and its inputs; or the failure of a line
     */
    public Allowed require(
            String collection,
            Attempt attempt,
            Circumstances circumstances,
            Documents documents,
            Fuel fuel,
            RuleTrace trace) {
        return new Verdict(this, collection, attempt, circumstances, documents).required(fuel, trace);
    }

    /** One program as the rule for every write, for trying it out; {@code at} is where it stands, for errors. */
    public static RuleSet ofProgram(Value program, String at) {
        Value.Array pair = new Value.Array(List.of(Value.of("*"), program));
        return new RuleSet(new Value.Array(List.of(pair)), List.of(Rule.forAll(program, at)));
    }

    /**
     * What the rules say of a write that is only tried.
     *
     * @param decision whether it is allowed; null where no line decided, which denies, too
     * @param by the rule and its line that decided last, from 0; empty where none did
     * @param after what {@code $new} holds in the end
     */
    public record Tried(@Nullable Boolean decision, String by, Value after) {}

    /**
     * Runs the rules that are for a write, and demands nothing.
     *
     * @param trace told what each line did
     * @throws CairnException.Refused the failure of a line
     */
    public Tried attempt(
            Attempt attempt, Circumstances circumstances, Documents documents, Fuel fuel, RuleTrace trace) {
        return new Verdict(this, "", attempt, circumstances, documents).tried(fuel, trace);
    }
}
