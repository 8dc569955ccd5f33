package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.record.AccountRecord;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import org.jspecify.annotations.Nullable;

/** The nonces that accounts and sessions have used, and what is charged to them. */
final class Accounts {
    private final Overlay block;
    private final Catalog catalog;

    Accounts(Overlay block, Catalog catalog) {
        this.block = block;
        this.catalog = catalog;
    }

    /** What is known of an account. */
    AccountRecord of(Account account) {
        return at(Keys.account(account));
    }

    /** What is known of who has its nonces there. */
    AccountRecord at(byte[] key) {
        byte[] stored = block.get(key);
        return stored == null ? AccountRecord.NEW : AccountRecord.decode(stored);
    }

    /** Uses a nonce, which must be free. */
    void use(byte[] key, long nonce) {
        AccountRecord record = at(key);
        requireFree(record, nonce);
        put(key, record.use(nonce));
    }

    /** Uses up a nonce that is still free, of who has signed for this very database. */
    void useUp(byte[] key, String chainId, long nonce) {
        DatabaseRecord database = catalog.database();
        if (database == null || !database.chainId().equals(chainId)) {
            return;
        }
        AccountRecord record = at(key);
        if (record.nonceState(nonce) == AccountRecord.NonceState.FREE) {
            put(key, record.use(nonce));
        }
    }

    /** Refuses a nonce that cannot be used: codes {@code nonce-used}, {@code nonce-too-old}, {@code nonce-too-far}. */
    static void requireFree(AccountRecord record, long nonce) {
        requireFree(record, nonce, "nonce");
    }

    /** Refuses a nonce that cannot be used; {@code at} tells whose it is where several have signed. */
    static void requireFree(AccountRecord record, long nonce, String at) {
        switch (record.nonceState(nonce)) {
            case FREE -> {}
            case USED -> throw new CairnException.Refused("nonce-used", at, "nonce " + nonce + " was used before");
            case TOO_OLD ->
                throw new CairnException.Refused(
                        "nonce-too-old",
                        at,
                        "nonce " + nonce + " is more than 1024 below the highest, " + record.highestNonce());
            case TOO_FAR ->
                throw new CairnException.Refused(
                        "nonce-too-far",
                        at,
                        "nonce " + nonce + " is too far above the highest, " + record.highestNonce());
        }
    }

    /**
     * Charges one entry of {@code bytes} bytes to who carries it. What a session's key sends or carries itself is charged
     * to the session, and to its account.
     */
    void charge(Actor actor, @Nullable Account payer, int bytes) {
        if (payer != null && !payer.equals(actor.key())) {
            charge(payer, bytes);
            return;
        }
        if (actor.session() != null) {
            actor.requireBudget(bytes, at(actor.nonceKey()));
        }
        charge(actor.account(), bytes);
        if (actor.session() != null) {
            put(actor.nonceKey(), at(actor.nonceKey()).charge(1, bytes));
        }
    }

    /** Charges one entry of {@code bytes} bytes; {@code quota-exceeded} where the payer has no more. */
    private void charge(Account payer, int bytes) {
        AccountRecord record = of(payer);
        DatabaseRecord database = catalog.database();
        boolean limited = database != null && Catalog.role(block, database, payer) != Role.OWNER;
        if (limited && database != null) {
            boolean over = (database.quotaEntries() > 0 && record.entries() + 1 > database.quotaEntries())
                    || (database.quotaBytes() > 0 && record.bytes() + bytes > database.quotaBytes());
            if (over) {
                throw new CairnException.Refused(
                        "quota-exceeded", "payer", "the quota of " + payer.text() + " is used up");
            }
        }
        put(Keys.account(payer), record.charge(1, bytes));
    }

    private void put(byte[] key, AccountRecord record) {
        block.put(key, record.encode());
    }
}
