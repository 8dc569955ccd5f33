package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenShortage;

/** Refusals of who asks for more of a token than there is, with as much in the receipt as who signed may read. */
final class TokenRefusals {
    private TokenRefusals() {}

    /** Of what nobody in particular has. */
    static CairnException.Refused ofAll(
            String code, String at, String message, TokenShortage shortage, Transaction transaction) {
        return new CairnException.Refused(code, at, message, transaction.mayReadAll() ? shortage.toValue() : null);
    }

    /** Of what an account has, {@code balance-insufficient}. */
    static CairnException.Refused ofAccount(
            Account account, String at, TokenShortage shortage, Transaction transaction) {
        boolean isOwn = transaction.mayReadOf(account);
        boolean isTold = isOwn || transaction.mayReadAll();
        return new CairnException.Refused(
                "balance-insufficient",
                at,
                shortage.words(),
                isTold ? (isOwn ? shortage.ofSigner() : shortage).toValue() : null);
    }
}
