package io.cairn.engine.mutation;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One query that changes something, as WeaveDB writes it: an array of a function and its arguments. */
public sealed interface WriteQuery {
    /** The query as it was written. */
    Value.Array source();

    /** Every function that writes. */
    static List<String> functions() {
        return WriteQueryParser.FUNCTIONS;
    }

    /** Parses one query; {@code at} is its place. Codes are {@code query-…}, and those of names, paths and operators. */
    static WriteQuery parse(Value value, String at) {
        return WriteQueryParser.parse(value, at);
    }

    /**
     * A change of one document.
     *
     * @param method the name of a custom query, such as {@code follow} of {@code set:follow}; null for a plain one
     * @param collection the path name of the collection
     * @param id of the document; null where {@code add} makes one
     * @param data what is written; nothing where the document is deleted
     */
    record OnDocument(
            DocumentFunction function,
            @Nullable String method,
            String collection,
            @Nullable String id,
            FieldChanges data,
            Value.Array source)
            implements WriteQuery {}

    /** A declared index that comes, or goes. */
    record OnIndex(boolean isAdded, String collection, List<IndexField> fields, Value.Array source)
            implements WriteQuery {
        /** Copies the fields. */
        public OnIndex {
            fields = List.copyOf(fields);
        }
    }

    /** A schema that a collection gets, or loses where it is null. */
    record OnSchema(String collection, Value.@Nullable Document schema, Value.Array source) implements WriteQuery {}

    /**
     * Rules, a trigger, a cron, a relayer job or a link that is set or goes.
     *
     * @param collection the path name of its collection; empty where it belongs to none
     * @param name of what is set; of rules the key of the one that is meant, empty for all
     * @param value what it is set to; for what goes its name, or null
     */
    record OnSetting(Setting setting, String collection, String name, Value value, Value.Array source)
            implements WriteQuery {}

    /** An account that becomes an owner of the database, or is one no more. */
    record OnOwner(boolean isAdded, Account account, Value.Array source) implements WriteQuery {}

    /**
     * A key that may act for the account that signs, in a session, or may do so no more.
     *
     * @param seconds how long it may; 0 where the link goes
     * @param linkTo for whom it was said to act, which can only be who signs; null where nothing was said
     */
    record OnLink(
            boolean isAdded,
            Account key,
            long seconds,
            @Nullable Account linkTo,
            Value.Array source) implements WriteQuery {}

    /** More of a token that programs may mint. */
    record OnCredit(String token, long amount, Value.Array source) implements WriteQuery {}

    /**
     * What the account that signs takes out of what is withdrawable for it.
     *
     * @param amount how much; {@link #ALL} for everything
     */
    record OnWithdrawal(String token, long amount, Value.Array source) implements WriteQuery {
        /** Everything, whatever it is; no amount is 0. */
        public static final long ALL = 0;
    }
}
