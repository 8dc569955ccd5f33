package io.cairn.engine.mutation;

/**
 * The parsed {@code data} of a mutation.
 *
 * @param operation what is asked for
 * @param expiresMillis the time after which it may no longer be applied, in milliseconds since 1970;
 *     {@link Long#MAX_VALUE} where none was given
 */
public record Payload(Operation operation, long expiresMillis) {}
