package io.cairn.engine.state;

import io.cairn.engine.log.StatementResult;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.SessionScope;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.DocumentRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.SessionRecord;
import io.cairn.engine.sql.SqlEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The edits of one mutation and what is known of it while it runs. */
public final class Transaction {
    private final Overlay state;
    private final Catalog catalog;
    private final SqlEngine sql;
    private final List<RowHook> hooks;
    private final Actor actor;
    private final Hash mutation;
    private final long height;
    private final long sequence;
    private final int index;
    private final long timeMillis;
    private final List<String> generated = new ArrayList<>();
    private final List<StatementResult> results = new ArrayList<>();
    private final Automation automation;
    private final LinkedReads linked;
    private final ProgramNotes notes = new ProgramNotes();
    private int added;
    private long changed;
    private boolean catalogChanged;

    Transaction(Block block, List<RowHook> hooks, Actor actor, Place place) {
        this.state = block.state();
        this.catalog = block.catalog();
        this.sql = block.sql();
        this.hooks = hooks;
        this.actor = actor;
        this.mutation = place.mutation();
        this.height = place.height();
        this.sequence = place.sequence();
        this.index = place.index();
        this.timeMillis = place.timeMillis();
        this.automation = new Automation(this, block.programs());
        this.linked = block.linked();
    }

    /** The open block, what runs SQL on it, and what its rules read of other databases. */
    record Block(Overlay state, Catalog catalog, SqlEngine sql, Programs programs, LinkedReads linked) {}

    /** Where a mutation stands in the log. */
    record Place(long height, long sequence, int index, Hash mutation, long timeMillis) {}

    Overlay state() {
        return state;
    }

    /** For whom the mutation acts, and by which key. */
    Actor actor() {
        return actor;
    }

    /** The account that the mutation acts for: who signed, or whose session did. */
    Account sender() {
        return actor.account();
    }

    Hash mutation() {
        return mutation;
    }

    /** The height of the open block. */
    long height() {
        return height;
    }

    long sequence() {
        return sequence;
    }

    int index() {
        return index;
    }

    /** The time of the entry. */
    long timeMillis() {
        return timeMillis;
    }

    SqlEngine sql() {
        return sql;
    }

    List<String> generated() {
        return generated;
    }

    long changed() {
        return changed;
    }

    boolean catalogChanged() {
        return catalogChanged;
    }

    /** The database; {@code database-not-found} before it is created. */
    DatabaseRecord database() {
        DatabaseRecord database = catalogChanged ? Catalog.readDatabase(state) : catalog.database();
        if (database == null) {
            throw new CairnException.Refused("database-not-found", "", "the database does not exist yet");
        }
        return database;
    }

    boolean databaseExists() {
        return catalog.database() != null;
    }

    void putDatabase(DatabaseRecord database) {
        state.put(Keys.database(), database.encode());
        catalogChanged = true;
        changed++;
    }

    @Nullable
    CollectionRecord findCollection(String name) {
        return catalogChanged ? Catalog.readCollection(state, name) : catalog.collection(name);
    }

    /** Whether a collection has a schema, so that it is a table. */
    boolean isCollectionTable(String name) {
        CollectionRecord found = findCollection(name);
        return found != null && state.get(Keys.schema(found.number())) != null;
    }

    CollectionRecord collection(String name) {
        CollectionRecord found = findCollection(name);
        if (found == null) {
            throw new CairnException.Refused(
                    "collection-not-found", "data/collection", "there is no collection " + name);
        }
        return found;
    }

    void putCollection(String name, CollectionRecord collection) {
        state.put(Keys.collection(name), collection.encode());
        catalogChanged = true;
        changed++;
    }

    /** The role of an account, or null. */
    @Nullable
    Role role(Account account) {
        return Catalog.role(state, database(), account);
    }

    void putRole(Account account, @Nullable Role role) {
        if (role == null) {
            state.delete(Keys.member(account));
        } else {
            state.put(Keys.member(account), new byte[] {1, (byte) role.code()});
        }
        changed++;
    }

    void putSession(Account account, Account key, SessionRecord session) {
        state.put(Keys.session(account, key), session.encode());
        changed++;
    }

    boolean has(Role needed) {
        return has(sender(), needed);
    }

    boolean has(Account account, Role needed) {
        Role role = role(account);
        return role != null && role.includes(needed);
    }

    /** The number of a document that is added, counted from 0 in this mutation. */
    int nextDocument() {
        return added++;
    }

    @Nullable
    DocumentRecord findDocument(int collection, String id) {
        byte[] stored = state.get(Keys.document(collection, id));
        return stored == null ? null : DocumentRecord.decode(stored);
    }

    void putDocument(int collection, String id, @Nullable DocumentRecord before, DocumentRecord after) {
        RowChange change =
                new RowChange(collection, id, before == null ? null : before.fields(), after.fields(), sender());
        hooks.forEach(hook -> hook.changed(change, state));
        state.put(Keys.document(collection, id), after.encode());
        changed++;
    }

    void deleteDocument(int collection, String id, DocumentRecord before) {
        RowChange change = new RowChange(collection, id, before.fields(), null, sender());
        hooks.forEach(hook -> hook.changed(change, state));
        state.delete(Keys.document(collection, id));
        changed++;
    }

    /** Rules, triggers or crons were changed. */
    void changedPrograms() {
        catalogChanged = true;
        changed++;
    }

    /** The ledger of tokens was changed. */
    void changedTokens() {
        changed++;
    }

    /** Rules and triggers of what it writes. */
    Automation automation() {
        return automation;
    }

    /** What the receipt tells of its programs. */
    ProgramNotes notes() {
        return notes;
    }

    /** What its rules read of other databases. */
    LinkedReads linked() {
        return linked;
    }

    /** What programs did, for the receipt, as far as who signed may read it; null where they did nothing. */
    Value.@Nullable Document detail() {
        Value read = linked.told(this::mayReadAll);
        return notes.detail(notes.derivedCount() > 0 && mayReadAll(), read);
    }

    /** Where it stands, to go back to. */
    record Mark(int edits, long changed, ProgramNotes.Mark notes) {}

    Mark mark() {
        return new Mark(state.mark(), changed, notes.mark());
    }

    /** Takes back what was done since; the receipt then does not tell of it either. */
    void rollbackTo(Mark mark) {
        state.rollbackTo(mark.edits());
        changed = mark.changed();
        notes.rollbackTo(mark.notes());
    }

    /** Whether who signed may read everything, so that the receipt may tell what is in the database. */
    boolean mayReadAll() {
        try {
            return ReadPolicy.reading(state, database(), mayReadAsSender() ? sender() : null)
                    .everything();
        } catch (CairnException.Forbidden nothing) {
            return false;
        }
    }

    /** Whether who signed may read what is an account's own for being that account. */
    boolean mayReadOf(Account account) {
        return mayReadAsSender() && account.equals(sender());
    }

    private boolean mayReadAsSender() {
        SessionRecord session = actor.session();
        return session == null || session.scopes().contains(SessionScope.READ);
    }

    /** SQL changed rows. */
    void changedRows(long rows) {
        changed += rows;
    }

    /** What each statement of SQL did, where that is told. */
    void results(List<StatementResult> statements) {
        results.addAll(statements);
    }

    List<StatementResult> results() {
        return results;
    }

    void generated(String id) {
        generated.add(id);
    }
}
