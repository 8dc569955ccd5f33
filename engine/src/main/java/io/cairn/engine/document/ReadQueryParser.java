package io.cairn.engine.document;

import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.LinkRecord;
import java.util.ArrayList;
import java.util.List;

/** Reads one question, argument by argument. */
final class ReadQueryParser {
    /** Every function, in the order in which people are told of them. */
    static final List<String> FUNCTIONS = List.of(
            "get",
            "cget",
            "getIndexes",
            "getSchema",
            "getCollection",
            "listCollections",
            "nonce",
            "getNonce",
            "getRules",
            "getTriggers",
            "getCrons",
            "getRelayerJob",
            "listRelayerJobs",
            "getOwner",
            "getAddressLink",
            "getLinkedContract",
            "getTokens",
            "getBalance",
            "listWithdrawals");

    private static final int NAMES_MAX = 64;
    private static final int SETTING_NAME_MAX = 200;
    private static final String LENGTH = "query-length";

    private final String function;
    private final List<String> names = new ArrayList<>();
    private final List<Value> options;

    private ReadQueryParser(String function, List<Value> arguments) {
        this.function = function;
        int count = 0;
        while (count < arguments.size() && arguments.get(count) instanceof Value.Text(var name)) {
            names.add(name);
            count++;
        }
        this.options = arguments.subList(count, arguments.size());
        if (names.size() > NAMES_MAX) {
            throw new CairnException.Incorrect(LENGTH, "query", "a path has at most " + NAMES_MAX + " names");
        }
    }

    static ReadQuery parse(Value value) {
        if (!(value instanceof Value.Array array)
                || array.values().isEmpty()
                || !(array.values().getFirst() instanceof Value.Text(var function))) {
            throw new CairnException.Incorrect(
                    "query-type",
                    "query",
                    "a question is an array that begins with its function: [\"get\", \"people\"]");
        }
        return new ReadQueryParser(
                        function, array.values().subList(1, array.values().size()))
                .query();
    }

    private ReadQuery query() {
        if (!FUNCTIONS.contains(function)) {
            throw new CairnException.Incorrect(
                    "query-function-unknown",
                    "query/0",
                    "there is no function " + Names.shown(function) + "; those that read are "
                            + String.join(", ", FUNCTIONS) + ", and of a client ids");
        }
        if (function.equals("get") || function.equals("cget")) {
            return documents(function.equals("cget"));
        }
        if (function.equals("listWithdrawals")) {
            return TokenQueryParser.withdrawals(names, options);
        }
        ReadQuery query = switch (function) {
            case "getIndexes" -> new ReadQuery.OfIndexes(collection());
            case "getSchema" -> new ReadQuery.OfSchema(collection());
            case "getCollection" -> new ReadQuery.OfCollectionRecord(collection());
            case "listCollections" -> new ReadQuery.OfCollections(document());
            case "getLinkedContract" -> new ReadQuery.OfLink(link());
            case "nonce", "getNonce" -> new ReadQuery.OfNonce(account());
            case "getRules" -> new SettingQuery.OfRules(collection());
            case "getTriggers" -> new SettingQuery.OfTriggers(collection());
            case "getCrons" -> alone(new SettingQuery.OfCrons());
            case "getRelayerJob" -> new SettingQuery.OfRelayerJob(name());
            case "listRelayerJobs" -> alone(new SettingQuery.OfRelayerJobs());
            case "getOwner" -> alone(new SettingQuery.OfOwners());
            case "getAddressLink" -> addressLink();
            case "getTokens" -> alone(new TokenQuery.OfTokens());
            case "getBalance" -> TokenQueryParser.balance(names);
            default -> throw new CairnException.Fault("query-function-unread", "nothing reads " + function);
        };
        if (!options.isEmpty()) {
            throw new CairnException.Incorrect(
                    "query-type",
                    "query/" + (names.size() + 1),
                    function + " takes names only: " + QueryParser.shown(options.getFirst()));
        }
        return query;
    }

    private ReadQuery documents(boolean withCursor) {
        if (names.isEmpty()) {
            throw wrongLength("collection, or collection, id");
        }
        if (names.size() % 2 == 1) {
            return new ReadQuery.OfCollection(withCursor, path(names), Query.parse(new Value.Array(options)));
        }
        if (!options.isEmpty()) {
            throw new CairnException.Incorrect(
                    "query-type",
                    "query/" + (names.size() + 1),
                    "a document is named by its path alone: " + QueryParser.shown(options.getFirst()));
        }
        String id = Names.documentId(names.getLast(), "query/" + names.size());
        return new ReadQuery.OfDocument(withCursor, path(names.subList(0, names.size() - 1)), id);
    }

    private String collection() {
        if (names.size() % 2 == 0) {
            throw wrongLength("collection");
        }
        return path(names);
    }

    /** The path of a document, or nothing for the top. */
    private String document() {
        if (names.size() % 2 == 1) {
            throw wrongLength("collection, id");
        }
        if (names.isEmpty()) {
            return "";
        }
        String id = Names.documentId(names.getLast(), "query/" + names.size());
        return path(names.subList(0, names.size() - 1)) + "/" + id;
    }

    private Account account() {
        if (names.size() != 1) {
            throw wrongLength("account");
        }
        return Account.parse(names.getFirst());
    }

    private String name() {
        if (names.size() != 1) {
            throw wrongLength("name");
        }
        String name = names.getFirst();
        if (name.isEmpty() || name.length() > SETTING_NAME_MAX) {
            throw new CairnException.Incorrect(
                    "query-type", "query/1", "a name has 1 to " + SETTING_NAME_MAX + " characters");
        }
        return name;
    }

    private ReadQuery alone(ReadQuery query) {
        if (!names.isEmpty()) {
            throw new CairnException.Incorrect(LENGTH, "query", "no names; write [\"" + function + "\"]");
        }
        return query;
    }

    private ReadQuery addressLink() {
        if (names.isEmpty() || names.size() > 2) {
            throw wrongLength("key, or key, account");
        }
        return new SettingQuery.OfAddressLink(
                Addresses.parseAnyForm(names.getFirst()),
                names.size() == 1 ? null : Addresses.parseAnyForm(names.getLast()));
    }

    private String link() {
        if (names.size() != 1 || names.getFirst().isEmpty() || names.getFirst().length() > LinkRecord.KEY_LENGTH_MAX) {
            throw wrongLength("key");
        }
        return names.getFirst();
    }

    private static String path(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            // Else a name would stand for several.
            if (names.get(i).indexOf('/') >= 0) {
                throw new CairnException.Incorrect(
                        i % 2 == 0 ? "collection-name-invalid" : "document-id-invalid",
                        "query/" + (i + 1),
                        "a name has no '/': " + Names.shown(names.get(i)));
            }
        }
        return Names.collection(String.join("/", names), "query/1");
    }

    private CairnException wrongLength(String form) {
        return new CairnException.Incorrect(
                LENGTH, "query", "wrong number of names; write [\"" + function + "\", " + form + "]");
    }
}
