package io.cairn.client.api;

import io.cairn.engine.model.Value;

/**
 * A database as its node describes it.
 *
 * @param chainId what mutations of the database sign
 * @param height of the newest block
 * @param sequence of the newest sealed entry
 * @param shown everything that the node tells, settings, collections and members included
 */
public record DatabaseInfo(
        String address, String chainId, String visibility, long height, long sequence, Value.Document shown) {
    static DatabaseInfo of(Shape shape) {
        return new DatabaseInfo(
                shape.text("address"),
                shape.text("chainId"),
                shape.text("visibility"),
                shape.number("height"),
                shape.number("sequence"),
                shape.fields());
    }
}
