package io.cairn.client.api;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;

/**
 * What somebody has signed for a relayer job, once the signature was checked.
 *
 * @param id of the mutation; those who approve sign it
 * @param account for whom it is
 * @param job the relayer job that may bring it
 * @param queries as they were signed
 * @param nonce the number that it uses up
 * @param expiresMillis the last time at which it may be ordered
 */
public record Relayed(Hash id, Account account, String job, Value.Array queries, long nonce, long expiresMillis) {}
