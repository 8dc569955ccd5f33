package io.cairn.engine.rule;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;

/** What a program does with tokens of the database. */
public sealed interface TokenMove {
    /** The name of the token. */
    String token();

    /** How much of its smallest unit, at least 1. */
    long amount();

    /** The function that was called, without brackets. */
    String function();

    /** What a receipt tells of it. */
    Value.Document told();

    /** {@code mint()}: from what the owner has credited to an account. */
    record Mint(String token, long amount, Account to) implements TokenMove {
        @Override
        public String function() {
            return "mint";
        }

        @Override
        public Value.Document told() {
            return base(this).put("to", to.text()).build();
        }
    }

    /** {@code transfer()}: from one account to another. */
    record Transfer(String token, long amount, Account from, Account to) implements TokenMove {
        @Override
        public String function() {
            return "transfer";
        }

        @Override
        public Value.Document told() {
            return base(this).put("from", from.text()).put("to", to.text()).build();
        }
    }

    /** {@code withdraw()}: from what programs may move to what the account alone may take out. */
    record Withdraw(String token, long amount, Account from) implements TokenMove {
        @Override
        public String function() {
            return "withdraw";
        }

        @Override
        public Value.Document told() {
            return base(this).put("from", from.text()).build();
        }
    }

    private static Value.Document.Builder base(TokenMove move) {
        return Value.Document.builder()
                .put("function", move.function())
                .put("token", move.token())
                .put("amount", move.amount());
    }
}
