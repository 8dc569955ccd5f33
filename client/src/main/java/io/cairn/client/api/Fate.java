package io.cairn.client.api;

import io.cairn.engine.codec.Json;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says became of a submission. Its word; a receipt proves it.
 *
 * @param id of the mutation or bundle
 * @param sequence its place in the order of the database
 * @param timeMillis the entry's time
 * @param reached how far it has come: ordered, applied, sealed or final
 * @param code {@code ok}, the code of a refusal, or empty while only ordered
 * @param at the input that was refused
 * @param changed how many documents or settings were changed
 * @param ids the ids that were generated for added documents
 * @param height of its block, 0 while it has none
 * @param repeated whether the node had this very submission before
 * @param outcomes one for every mutation of a bundle; empty otherwise
 * @param results what each statement of SQL did, where there were several or one answered rows; else empty
 * @param detail more of what happened, as the receipt has it: why a rule denied it, or what triggers wrote; else null
 * @param promise the node's signed word, checked, where the mutation has a place and no more; else null
 */
public record Fate(
        Hash id,
        long sequence,
        long timeMillis,
        String reached,
        String code,
        String at,
        long changed,
        List<String> ids,
        long height,
        boolean repeated,
        List<Outcome> outcomes,
        List<StatementResult> results,
        Value.@Nullable Document detail,
        @Nullable Promise promise) {
    /** Copies the lists. */
    public Fate {
        ids = List.copyOf(ids);
        outcomes = List.copyOf(outcomes);
        results = List.copyOf(results);
    }

    /** How far a submission is that is ordered and no more. */
    static final String ORDERED = "ordered";

    static Fate of(Shape shape) {
        return of(shape, null);
    }

    static Fate of(Shape shape, @Nullable Promise promise) {
        long sequence = shape.number("sequence");
        List<Outcome> outcomes = new ArrayList<>();
        if (shape.has("outcomes")) {
            for (Shape outcome : shape.shapes("outcomes")) {
                Outcome told = new Outcome(
                        sequence,
                        (int) outcome.number("index"),
                        outcome.hash("id"),
                        outcome.text("code"),
                        outcome.text("at"),
                        outcome.number("changed"),
                        outcome.texts("ids"),
                        results(outcome));
                outcomes.add(told.with(outcome.documentOrNull("detail")));
            }
        }
        return new Fate(
                shape.hash("id"),
                sequence,
                shape.number("time"),
                shape.text("fate"),
                shape.textOr("code", ""),
                shape.textOr("at", ""),
                shape.numberOr("changed", 0),
                shape.has("ids") ? shape.texts("ids") : List.of(),
                shape.numberOr("height", 0),
                shape.flag("repeated"),
                outcomes,
                results(shape),
                shape.documentOrNull("detail"),
                promise);
    }

    private static List<StatementResult> results(Shape shape) {
        return shape.has("results")
                ? shape.array("results").stream().map(StatementResult::of).toList()
                : List.of();
    }

    /** Whether it was not refused, as far as is known. */
    public boolean isOk() {
        return code.isEmpty() || code.equals(Outcome.OK);
    }

    /** This fate, or {@link CairnException.Refused} with the code of the refusal. */
    public Fate requireOk() {
        if (!isOk()) {
            String why = detail == null ? "" : ": " + why(detail);
            throw new CairnException.Refused(
                    code,
                    at,
                    "the database refused the mutation: " + code + (at.isEmpty() ? "" : " at " + at) + why,
                    detail,
                    id);
        }
        return this;
    }

    private static String why(Value.Document detail) {
        TokenShortage shortage = TokenShortage.of(detail);
        if (shortage == null) {
            return Json.print(detail);
        }
        return detail.get("code") instanceof Value.Text(var cause) ? cause + ", " + shortage.words() : shortage.words();
    }
}
