package io.cairn.engine.rule;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the mutation that writes.
 *
 * @param database the address of the database
 * @param owners of the database, found out where a rule asks for them
 * @param signer the account that the mutation acts for
 * @param key the account of the key that signed
 * @param height of the open block
 * @param timeMillis of the entry
 * @param mutation its id
 * @param mayReadAll whether the signer may read every document, so that a receipt may show what rules saw
 * @param relay by whom and with what it was relayed, or null
 */
public record Circumstances(
        String database,
        Supplier<List<Account>> owners,
        Account signer,
        Account key,
        long height,
        long timeMillis,
        Hash mutation,
        BooleanSupplier mayReadAll,
        @Nullable Relay relay) {
    /**
     * A relayer's part in a mutation.
     *
     * @param job the relayer job
     * @param extra what the relayer adds
     */
    public record Relay(String job, Account relayer, Value.Document extra) {}
}
