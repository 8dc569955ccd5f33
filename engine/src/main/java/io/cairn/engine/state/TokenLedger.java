package io.cairn.engine.state;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.TokenName;
import io.cairn.engine.model.TokenShortage;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.BalanceRecord;
import io.cairn.engine.record.TokenCounts;
import io.cairn.engine.record.TokenKeys;
import io.cairn.engine.record.TokenRecord;
import io.cairn.engine.record.WithdrawalRecord;
import io.cairn.engine.rule.TokenMove;

/**
 * The tokens of a database. Nothing is made or lost in it: what was credited is what programs may still mint, what accounts
 * hold, and what went out.
 */
final class TokenLedger {
    /** The most tokens of a database. */
    static final int TOKENS_MAX = 1_000;

    private TokenLedger() {}

    /** {@code token-reserved} for a token that only the main chain will feed. */
    static void requireOwn(String token, String at) {
        if (TokenName.isReserved(token)) {
            throw new CairnException.Refused(
                    "token-reserved", at, "names that begin with chain: are kept for deposits of the main chain");
        }
    }

    /** Adds to what programs may mint of a token. */
    static void credit(WriteQuery.OnCredit credit, String at, Transaction transaction) {
        String token = credit.token();
        requireOwn(token, at + "/1");
        Overlay state = transaction.state();
        if (state.get(TokenKeys.token(token)) == null) {
            addToken(state, at);
        }
        TokenRecord before = TokenRecord.of(state, token);
        TokenRecord after;
        try {
            after = before.credited(credit.amount());
        } catch (CairnException.Refused overflow) {
            long credited = before.available() + before.issued() + before.withdrawn();
            TokenShortage shortage =
                    new TokenShortage(token, TokenShortage.Kind.CREDITED, credited, credit.amount(), "");
            throw TokenRefusals.ofAll(overflow.code(), at + "/2", overflow.getMessage(), shortage, transaction);
        }
        state.put(TokenKeys.token(token), after.encode());
        transaction.changedTokens();
    }

    private static void addToken(Overlay state, String at) {
        TokenCounts counts = TokenCounts.of(state);
        if (counts.tokens() >= TOKENS_MAX) {
            throw new CairnException.Refused(
                    "token-too-many", at + "/1", "a database has at most " + TOKENS_MAX + " tokens");
        }
        state.put(TokenKeys.counts(), counts.withToken().encode());
    }

    /** Takes out what is withdrawable for an account, and notes it as a claim. */
    static void withdraw(WriteQuery.OnWithdrawal withdrawal, Account account, String at, Transaction transaction) {
        Overlay state = transaction.state();
        String token = withdrawal.token();
        BalanceRecord balance = BalanceRecord.of(state, token, account);
        boolean takesAll = withdrawal.amount() == WriteQuery.OnWithdrawal.ALL;
        long amount = takesAll ? balance.withdrawable() : withdrawal.amount();
        if (amount == 0 || amount > balance.withdrawable()) {
            TokenShortage shortage = new TokenShortage(
                    token,
                    TokenShortage.Kind.WITHDRAWABLE,
                    balance.withdrawable(),
                    takesAll ? 0 : amount,
                    account.text());
            throw TokenRefusals.ofAccount(account, at + (takesAll ? "/1" : "/2"), shortage, transaction);
        }
        put(state, token, account, balance.withdrawn(amount));
        state.put(
                TokenKeys.token(token),
                TokenRecord.of(state, token).withdrawn(amount).encode());
        TokenCounts counts = TokenCounts.of(state).withWithdrawal();
        state.put(TokenKeys.counts(), counts.encode());
        WithdrawalRecord record =
                new WithdrawalRecord(counts.withdrawals(), token, account, amount, transaction.sequence());
        state.put(TokenKeys.withdrawal(record.number()), record.encode());
        transaction.notes().withdrew(record);
        transaction.changedTokens();
    }

    /** Carries out what a program asks for. */
    static void move(TokenMove move, Transaction transaction) {
        requireOwn(move.token(), move.function() + "()/token");
        Overlay state = transaction.state();
        switch (move) {
            case TokenMove.Mint mint -> mint(mint, transaction);
            case TokenMove.Transfer transfer -> {
                BalanceRecord from = sufficient(transfer, transfer.from(), transaction);
                put(state, transfer.token(), transfer.from(), from.minus(transfer.amount()));
                // Read only now: it may be the same account.
                BalanceRecord to = BalanceRecord.of(state, transfer.token(), transfer.to());
                put(state, transfer.token(), transfer.to(), to.plus(transfer.amount()));
            }
            case TokenMove.Withdraw withdraw -> {
                BalanceRecord from = sufficient(withdraw, withdraw.from(), transaction);
                put(state, withdraw.token(), withdraw.from(), from.released(withdraw.amount()));
            }
        }
        transaction.changedTokens();
    }

    private static void mint(TokenMove.Mint mint, Transaction transaction) {
        Overlay state = transaction.state();
        TokenRecord token = TokenRecord.of(state, mint.token());
        if (token.available() < mint.amount()) {
            TokenShortage shortage =
                    new TokenShortage(mint.token(), TokenShortage.Kind.AVAILABLE, token.available(), mint.amount(), "");
            throw TokenRefusals.ofAll("token-insufficient", "mint()/amount", shortage.words(), shortage, transaction);
        }
        state.put(TokenKeys.token(mint.token()), token.minted(mint.amount()).encode());
        BalanceRecord to = BalanceRecord.of(state, mint.token(), mint.to());
        put(state, mint.token(), mint.to(), to.plus(mint.amount()));
    }

    private static BalanceRecord sufficient(TokenMove move, Account account, Transaction transaction) {
        BalanceRecord balance = BalanceRecord.of(transaction.state(), move.token(), account);
        if (balance.amount() < move.amount()) {
            TokenShortage shortage = new TokenShortage(
                    move.token(), TokenShortage.Kind.BALANCE, balance.amount(), move.amount(), account.text());
            throw TokenRefusals.ofAccount(account, move.function() + "()/amount", shortage, transaction);
        }
        return balance;
    }

    private static void put(Overlay state, String token, Account account, BalanceRecord balance) {
        byte[] key = TokenKeys.balance(token, account);
        if (balance.equals(BalanceRecord.NONE)) {
            state.delete(key);
        } else {
            state.put(key, balance.encode());
        }
    }
}
