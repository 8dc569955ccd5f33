package io.cairn.engine.state;

import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.ReadRecord;
import java.util.List;

/** Puts reads on record. What they ask is not run: a node does that, of the block that the record names. */
final class ReadOperations {
    private ReadOperations() {}

    static void execute(Operation.ReadSql read, Transaction transaction) {
        EngineVersion1.requireDatabase(read.database(), transaction);
        if (ReadRecord.Keeping.of(transaction.state().get(Keys.readsKept())) != ReadRecord.Keeping.ON) {
            throw new CairnException.Refused(
                    "reads-not-recorded", "type", "the database does not put reads on record: ask without signing");
        }
        Long at = read.at();
        long height = at == null ? transaction.height() - 1 : at;
        if (height >= transaction.height()) {
            throw new CairnException.Refused("block-not-found", "data/at", "block " + height + " does not exist yet");
        }
        transaction
                .state()
                .put(
                        Keys.read(transaction.sequence(), transaction.index()),
                        new ReadRecord(transaction.sender().text(), height, answer(read, transaction)).encode());
        // The node that answers reads it there, and a receipt proves it.
        transaction.results(List.of(
                new StatementResult(0, List.of("height"), List.of("BIGINT"), List.of(List.of(Long.toString(height))))));
    }

    private static ReadRecord.Answer answer(Operation.ReadSql read, Transaction transaction) {
        ReadPolicy.Reading reading;
        try {
            reading = ReadPolicy.reading(transaction.state(), transaction.database(), transaction.sender());
        } catch (CairnException.Forbidden stranger) {
            throw new CairnException.Refused("read-not-permitted", "sender", stranger.getMessage());
        }
        boolean isLimited = reading.rights().limitsReading();
        return switch (read.purpose()) {
            case ROWS -> ReadRecord.Answer.PLAIN;
            case PROOF -> isLimited ? ReadRecord.Answer.ATTESTED : ReadRecord.Answer.PROVED;
            case STEP -> ReadRecord.Answer.STEP;
        };
    }
}
