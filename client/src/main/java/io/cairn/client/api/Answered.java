package io.cairn.client.api;

import io.cairn.engine.model.Value;

/**
 * The answer to a question by its function.
 *
 * @param value the answer
 * @param reading what it is made of; of {@code ids}, whose proof is a receipt, without documents
 */
public record Answered(Value value, Reading reading) {}
