package io.cairn.engine.verify;

import io.cairn.engine.log.Entry;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.sql.SqlPast;

/** For whom the mutations of entries act. */
final class Authors {
    private Authors() {}

    /** What the read at a place of an entry asked. */
    static SqlPast.Asked asked(Entry entry, int index) {
        SqlPast.Author author = of(entry, index);
        Signed signed = Submission.ofEntry(entry.payload()).mutations().get(index);
        Payload payload = signed.payload();
        Account key = signed.sender();
        if (key == null || payload == null || !(payload.operation() instanceof Operation.ReadSql read)) {
            throw wrong(entry, index);
        }
        return new SqlPast.Asked(
                author, key.text(), read.statement().text(), read.statement().parameters());
    }

    /** The author of the mutation at a place of an entry. */
    static SqlPast.Author of(Entry entry, int index) {
        Submission submission = Submission.ofEntry(entry.payload());
        if (submission.failure() == null && index < submission.mutations().size()) {
            Signed signed = submission.mutations().get(index);
            Account sender = signed.sender();
            Hash id = signed.id();
            Payload payload = signed.payload();
            if (sender != null && id != null && payload != null) {
                // That it was carried out shows that the session held.
                Account account = payload.sessionOf() == null ? sender : payload.sessionOf();
                return new SqlPast.Author(account.text(), id, entry.timeMillis());
            }
        }
        throw wrong(entry, index);
    }

    private static CairnException wrong(Entry entry, int index) {
        return new CairnException.Incorrect(
                "bytes-malformed",
                "entries/" + entry.sequence(),
                "the state says that mutation " + index + " of entry " + entry.sequence() + " was carried out");
    }
}
