package io.cairn.node.ruletest;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.DocumentFunction;
import io.cairn.engine.mutation.FieldChanges;
import io.cairn.engine.rule.Attempt;
import io.cairn.engine.rule.Circumstances;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A write that is made up: {@code {"func", "op", "method", "path", "id", "data", "old", "setter", "signer", "owners", "ms"}},
 * all of which may be left out.
 *
 * @param func the function that is called
 * @param data as sent
 * @param old the document before, or null
 */
record TrialRequest(
        DocumentFunction func,
        @Nullable String method,
        List<String> path,
        Value.Document data,
        Value.@Nullable Document old,
        Accounts accounts,
        long timeMillis) {
    private static final String MALFORMED = "request-malformed";
    private static final String AT = "request";
    private static final List<String> FIELDS =
            List.of("func", "op", "method", "path", "id", "data", "old", "setter", "signer", "owners", "ms");
    private static final String NOBODY = "0x" + "0".repeat(40);

    /** Who is who. */
    record Accounts(Account signer, @Nullable Account setter, List<Account> owners) {}

    /** Copies the path. */
    TrialRequest {
        path = List.copyOf(path);
    }

    /** Reads a request; {@code request-malformed} with the field that is wrong. */
    static TrialRequest of(Value.Document given) {
        for (String name : given.fields().keySet()) {
            if (!FIELDS.contains(name)) {
                throw malformed(name, "a request has " + String.join(", ", FIELDS) + ", and no " + name);
            }
        }
        String op = text(given, "op");
        Value.Document old = object(given, "old");
        Account signer = given.has("signer") ? account(text(given, "signer"), "signer") : account(NOBODY, "signer");
        Account setter = given.has("setter") ? account(text(given, "setter"), "setter") : signer;
        Value.Document data = object(given, "data");
        TrialRequest request = new TrialRequest(
                function(text(given, "func"), op),
                text(given, "method"),
                path(given),
                data == null ? Value.Document.EMPTY : data,
                old,
                new Accounts(signer, old == null ? null : setter, owners(given)),
                millis(given));
        request.requireSense(op);
        return request;
    }

    private void requireSense(@Nullable String op) {
        if (old == null && (func == DocumentFunction.UPDATE || func == DocumentFunction.DELETE)) {
            throw malformed("old", func.word() + " needs the document before, old");
        }
        if (old != null && func == DocumentFunction.ADD) {
            throw malformed("old", "add is for a document that is not there before");
        }
        String comesTo = attempt().operation();
        if (op != null && !op.equals(comesTo)) {
            throw malformed("op", "with this func and old the operation is " + comesTo + ", not " + op);
        }
    }

    private static DocumentFunction function(@Nullable String func, @Nullable String op) {
        String word = func;
        if (word == null) {
            word = op == null || op.equals("create") ? "set" : op;
        }
        for (DocumentFunction function : DocumentFunction.values()) {
            if (function.word().equals(word)) {
                return function;
            }
        }
        throw malformed(
                func == null ? "op" : "func",
                "func is add, set, update, upsert or delete; op create, update or delete");
    }

    private static List<String> path(Value.Document given) {
        String id = text(given, "id");
        if (!given.has("path")) {
            return List.of("collection", id == null ? "id" : id);
        }
        List<String> path = texts(given, "path");
        if (path.isEmpty() || path.size() % 2 != 0) {
            throw malformed("path", "a path is names of collections and documents in turn, a document's last");
        }
        if (id != null && !id.equals(path.getLast())) {
            throw malformed("id", "the path ends with " + path.getLast() + ", not with " + id);
        }
        return path;
    }

    private static long millis(Value.Document given) {
        if (!given.has("ms")) {
            return RuleTrial.TIME_MILLIS;
        }
        if (given.get("ms") instanceof Value.Int(var millis) && millis >= 0) {
            return millis;
        }
        throw malformed("ms", "ms is a time in milliseconds");
    }

    private static List<Account> owners(Value.Document given) {
        List<Account> owners = new ArrayList<>();
        if (given.has("owners")) {
            texts(given, "owners").forEach(text -> owners.add(account(text, "owners")));
        }
        return owners;
    }

    private static Account account(@Nullable String text, String field) {
        try {
            String given = String.valueOf(text);
            return Account.parse(given.startsWith("0x") ? "db3_user:eth:" + given.toLowerCase(Locale.ROOT) : given);
        } catch (CairnException.Incorrect notOne) {
            throw malformed(field, notOne.getMessage());
        }
    }

    private static @Nullable String text(Value.Document given, String field) {
        Value value = given.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof Value.Text(var text)) {
            return text;
        }
        throw malformed(field, field + " is a text");
    }

    private static List<String> texts(Value.Document given, String field) {
        List<String> texts = new ArrayList<>();
        if (given.get(field) instanceof Value.Array(var items)) {
            for (Value item : items) {
                if (!(item instanceof Value.Text(var text))) {
                    throw malformed(field, field + " is a list of texts");
                }
                texts.add(text);
            }
            return texts;
        }
        throw malformed(field, field + " is a list of texts");
    }

    private static Value.@Nullable Document object(Value.Document given, String field) {
        Value value = given.get(field);
        if (value == null || value instanceof Value.Null) {
            return null;
        }
        if (value instanceof Value.Document document) {
            return document;
        }
        throw malformed(field, field + " is an object");
    }

    private static CairnException malformed(String field, String what) {
        return new CairnException.Incorrect(MALFORMED, AT + "/" + field, what);
    }

    /** The write as rules see it. */
    Attempt attempt() {
        Value.Document after = func == DocumentFunction.DELETE
                ? null
                : FieldChanges.parse(data, AT + "/data")
                        .on(
                                func.merges() ? old : null,
                                timeMillis,
                                accounts.signer().address(),
                                Value.Document.EMPTY);
        return Attempt.creation(func.word(), method, path, data).of(old, accounts.setter(), after);
    }

    /** Who writes, and when. */
    Circumstances circumstances() {
        return new Circumstances(
                "trial",
                accounts::owners,
                accounts.signer(),
                accounts.signer(),
                1,
                timeMillis,
                Hash.ZERO,
                () -> true,
                null);
    }

    /** The address of who signs. */
    String signer() {
        return accounts.signer().address();
    }
}
