package io.cairn.engine.state;

import io.cairn.engine.model.Value;
import io.cairn.engine.record.WithdrawalRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the receipt of a mutation tells of its programs: what rules let through, what was written, and what went out. */
final class ProgramNotes {
    /** How many of each a receipt tells one by one. */
    private static final int TOLD_MAX = 20;

    private final List<Value> derived = new ArrayList<>();
    private final List<Value> allowed = new ArrayList<>();
    private final List<Value> withdrawals = new ArrayList<>();
    private long derivedCount;
    private long withdrawalCount;

    /** How much was noted, to go back to where what was done since is taken back. */
    record Mark(int derived, int allowed, int withdrawals, long derivedCount, long withdrawalCount) {}

    Mark mark() {
        return new Mark(derived.size(), allowed.size(), withdrawals.size(), derivedCount, withdrawalCount);
    }

    void rollbackTo(Mark mark) {
        derived.subList(mark.derived(), derived.size()).clear();
        allowed.subList(mark.allowed(), allowed.size()).clear();
        withdrawals.subList(mark.withdrawals(), withdrawals.size()).clear();
        derivedCount = mark.derivedCount();
        withdrawalCount = mark.withdrawalCount();
    }

    /** How often programs wrote. */
    long derivedCount() {
        return derivedCount;
    }

    void derived(Value.Document write) {
        note(derived, write);
        derivedCount++;
    }

    void allowed(String by) {
        note(allowed, Value.of(by));
    }

    void withdrew(WithdrawalRecord withdrawal) {
        withdrawalCount++;
        note(
                withdrawals,
                Value.Document.builder()
                        .put("number", withdrawal.number())
                        .put("token", withdrawal.token())
                        .put("amount", withdrawal.amount())
                        .build());
    }

    private static void note(List<Value> notes, Value note) {
        if (notes.size() < TOLD_MAX) {
            notes.add(note);
        }
    }

    /**
     * All of it, or null where there is nothing.
     *
     * @param showsWrites whether what programs wrote may be told one by one
     * @param read what was read of other databases, or null
     */
    Value.@Nullable Document detail(boolean showsWrites, @Nullable Value read) {
        Value.Document.Builder detail = Value.Document.builder();
        if (!allowed.isEmpty()) {
            detail.put("allowed", new Value.Array(allowed));
        }
        if (derivedCount > 0) {
            if (showsWrites) {
                detail.put("derived", new Value.Array(derived));
            }
            detail.put("count", derivedCount);
        }
        if (read != null) {
            detail.put("linked", read);
        }
        if (!withdrawals.isEmpty()) {
            detail.put("withdrawals", new Value.Array(withdrawals));
            if (withdrawalCount > withdrawals.size()) {
                detail.put("withdrawalCount", withdrawalCount);
            }
        }
        Value.Document told = detail.build();
        return told.size() == 0 ? null : told;
    }
}
