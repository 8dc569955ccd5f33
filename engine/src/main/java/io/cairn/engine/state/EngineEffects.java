package io.cairn.engine.state;

import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.rule.Effects;
import io.cairn.engine.rule.TokenMove;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What programs read and write of the open block. */
final class EngineEffects implements Effects {
    /** The most writes by programs in one mutation. */
    private static final int WRITES_MAX = 1_000;
    /** What a write costs in steps: indexes and hooks are part of it. */
    private static final int STEPS_PER_WRITE = 200;

    private final Transaction transaction;
    private final Authority authority;

    /**
     * For one program.
     *
     * @param authority on whose authority the write goes that it is about: who the operators speak of, whoever brought it
     */
    EngineEffects(Transaction transaction, Authority authority) {
        this.transaction = transaction;
        this.authority = authority;
    }

    @Override
    public Value get(Value.Array query, Fuel fuel) {
        return reads().get(query, fuel);
    }

    @Override
    public Value linked(Value.Array query, Fuel fuel) {
        return transaction.linked().read(query, fuel);
    }

    @Override
    public @Nullable Value operate(String path, Value current, Value.Document operator) {
        return reads().operate(path, current, operator);
    }

    private ProgramReads reads() {
        return new ProgramReads(
                transaction.state(),
                name -> transaction.findCollection(name) != null,
                transaction.timeMillis(),
                authority.account().address(),
                authority.relayed());
    }

    @Override
    public void carryOut(Value.Array query, Fuel fuel) {
        fuel.steps(STEPS_PER_WRITE);
        if (!(WriteQuery.parse(query, "query") instanceof WriteQuery.OnDocument write)) {
            throw new CairnException.Refused(
                    "program-argument-wrong", "batch()", "a program changes documents, not settings");
        }
        requireRoom();
        QueryOperations.execute(List.of(write), Authority.ofEngine(transaction), transaction);
        transaction
                .notes()
                .derived(Value.Document.builder()
                        .put("function", write.function().word())
                        .put("collection", write.collection())
                        .put("id", write.id() == null ? Value.none() : Value.of(write.id()))
                        .build());
    }

    @Override
    public void move(TokenMove move, Fuel fuel) {
        fuel.steps(STEPS_PER_WRITE);
        requireRoom();
        TokenLedger.move(move, transaction);
        transaction.notes().derived(move.told());
    }

    private void requireRoom() {
        if (transaction.notes().derivedCount() >= WRITES_MAX) {
            throw new CairnException.Refused(
                    "program-writes-too-many", "", "the programs of a mutation write at most " + WRITES_MAX + " times");
        }
    }
}
