package io.cairn.client.api;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import java.util.List;

/**
 * A session as the node tells it.
 *
 * @param key the account of the session's key
 * @param untilMillis when it ends
 * @param entries what it was charged so far
 * @param closed whether somebody has closed it
 * @param shown everything that the node tells
 */
public record SessionInfo(
        Account key, List<String> scopes, long untilMillis, long entries, boolean closed, Value.Document shown) {
    static SessionInfo of(Shape shape) {
        return new SessionInfo(
                Account.parse(shape.text("key")),
                shape.texts("scopes"),
                shape.number("until"),
                shape.number("entries"),
                shape.number("closed") > 0,
                shape.fields());
    }
}
