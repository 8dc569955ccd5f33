package io.cairn.engine.mutation;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of mutations that open and close sessions. */
final class SessionPayload {
    private static final String SCOPES = "scope_list";
    private static final String COLLECTIONS = "collection_list";

    private SessionPayload() {}

    static Operation open(PayloadFields fields) {
        Long until = fields.number("until");
        if (until == null || until < 0) {
            throw new CairnException.Incorrect(
                    until == null ? "payload-field-missing" : "payload-field-type",
                    "data/until",
                    "a session needs the time at which it ends, in milliseconds");
        }
        Long entries = fields.quota("quota_entries");
        Long bytes = fields.quota("quota_bytes");
        return new Operation.OpenSession(
                fields.database(),
                Account.parse(fields.requireText("session_key")),
                scopes(fields),
                collections(fields),
                until,
                entries == null ? 0 : entries,
                bytes == null ? 0 : bytes);
    }

    static Operation close(PayloadFields fields) {
        return new Operation.CloseSession(
                fields.database(), Account.parse(fields.requireText("session_key")), account(fields, "account"));
    }

    /** An account in a field that may be missing. */
    static @Nullable Account account(PayloadFields fields, String name) {
        String text = fields.text(name);
        return text == null ? null : Account.parse(text);
    }

    private static List<SessionScope> scopes(PayloadFields fields) {
        List<SessionScope> scopes = new ArrayList<>();
        for (String word : texts(fields, SCOPES)) {
            SessionScope scope = SessionScope.of(word, "data/" + SCOPES);
            if (!scopes.isEmpty() && scopes.getLast().compareTo(scope) >= 0) {
                throw malformed(SCOPES, "scopes stand once each, in the order documents, sql, define, read");
            }
            scopes.add(scope);
        }
        if (scopes.isEmpty()) {
            throw malformed(SCOPES, "a session is opened for something");
        }
        return scopes;
    }

    private static List<String> collections(PayloadFields fields) {
        List<String> names = texts(fields, COLLECTIONS);
        if (names.size() > Operation.OpenSession.COLLECTIONS_MAX) {
            throw malformed(COLLECTIONS, "at most " + Operation.OpenSession.COLLECTIONS_MAX + " collections");
        }
        for (int i = 0; i < names.size(); i++) {
            Names.collection(names.get(i), "data/" + COLLECTIONS + "/" + i);
            if (i > 0 && names.get(i - 1).compareTo(names.get(i)) >= 0) {
                throw malformed(COLLECTIONS, "collections stand once each, in order");
            }
        }
        return names;
    }

    private static List<String> texts(PayloadFields fields, String name) {
        List<String> texts = new ArrayList<>();
        for (Value value : fields.list(name)) {
            if (!(value instanceof Value.Text text)) {
                throw new CairnException.Incorrect("payload-field-type", "data/" + name, "expected texts");
            }
            texts.add(text.value());
        }
        return texts;
    }

    private static CairnException malformed(String name, String message) {
        return new CairnException.Incorrect("session-malformed", "data/" + name, message);
    }

    static void write(Operation.OpenSession open, Value.Document.Builder fields) {
        fields.put("database", open.database())
                .put("session_key", open.key().text())
                .put(
                        SCOPES,
                        new Value.Array(open.scopes().stream()
                                .<Value>map(scope -> Value.of(scope.word()))
                                .toList()))
                .put("until", open.untilMillis());
        if (!open.collections().isEmpty()) {
            fields.put(
                    COLLECTIONS,
                    new Value.Array(
                            open.collections().stream().<Value>map(Value::of).toList()));
        }
        if (open.quotaEntries() > 0) {
            fields.put("quota_entries", open.quotaEntries());
        }
        if (open.quotaBytes() > 0) {
            fields.put("quota_bytes", open.quotaBytes());
        }
    }

    static void write(Operation.CloseSession close, Value.Document.Builder fields) {
        fields.put("database", close.database()).put("session_key", close.key().text());
        Account account = close.account();
        if (account != null) {
            fields.put("account", account.text());
        }
    }
}
