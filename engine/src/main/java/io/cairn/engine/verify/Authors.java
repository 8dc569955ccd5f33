package io.cairn.engine.verify;

import io.cairn.engine.log.Entry;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.Signed;
import io.cairn.engine.mutation.Submission;
import io.cairn.engine.sql.SqlPast;

/** Who signed the mutations of entries. */
final class Authors {
    private Authors() {}

    /** The author of the mutation at a place of an entry. */
    static SqlPast.Author of(Entry entry, int index) {
        Submission submission = Submission.of(entry.payload());
        if (submission.failure() == null && index < submission.mutations().size()) {
            Signed signed = submission.mutations().get(index);
            Account sender = signed.sender();
            Hash id = signed.id();
            if (sender != null && id != null) {
                return new SqlPast.Author(sender.text(), id, entry.timeMillis());
            }
        }
        throw new CairnException.Incorrect(
                "bytes-malformed",
                "entries/" + entry.sequence(),
                "a row says that mutation " + index + " of entry " + entry.sequence() + " changed it");
    }
}
