package io.cairn.engine.mutation;

import io.cairn.engine.model.Account;
import org.jspecify.annotations.Nullable;

/**
 * The parsed {@code data} of a mutation.
 *
 * @param operation what is asked for
 * @param expiresMillis the time after which it may no longer be applied, in milliseconds since 1970;
 *     {@link Long#MAX_VALUE} where none was given
 * @param sessionOf the account in whose session the signer says to act; null where it acts for itself
 */
public record Payload(
        Operation operation, long expiresMillis, @Nullable Account sessionOf) {
    /** What a signer asks for itself. */
    public Payload(Operation operation, long expiresMillis) {
        this(operation, expiresMillis, null);
    }

    /** The same, asked in a session of {@code account}. */
    public Payload inSessionOf(Account account) {
        return new Payload(operation, expiresMillis, account);
    }
}
