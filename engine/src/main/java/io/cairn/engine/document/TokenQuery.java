package io.cairn.engine.document;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.BalanceRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.TokenKeys;
import io.cairn.engine.record.TokenRecord;
import io.cairn.engine.record.WithdrawalRecord;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question about tokens of the database. */
public sealed interface TokenQuery extends ReadQuery {
    /** {@code getTokens}: all tokens by name, with what is available, issued and withdrawn of each. */
    record OfTokens() implements TokenQuery {
        @Override
        public Value run(MapView state) {
            byte[] end = Keys.after(TokenKeys.tokens());
            Value.Document.Builder tokens = Value.Document.builder();
            MapView.Cursor cursor = state.seek(TokenKeys.tokens());
            while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
                TokenRecord token = TokenRecord.decode(cursor.value());
                tokens.put(
                        TokenKeys.tokenName(cursor.key()),
                        Value.Document.builder()
                                .put("available", token.available())
                                .put("issued", token.issued())
                                .put("withdrawn", token.withdrawn())
                                .build());
            }
            return tokens.build();
        }
    }

    /** {@code getBalance}: what an account holds of a token; zeros where it holds nothing. */
    record OfBalance(String token, Account account) implements TokenQuery {
        @Override
        public Value run(MapView state) {
            BalanceRecord balance = BalanceRecord.of(state, token, account);
            return Value.Document.builder()
                    .put("amount", balance.amount())
                    .put("withdrawable", balance.withdrawable())
                    .build();
        }
    }

    /**
     * {@code listWithdrawals}: what accounts took out, in order of their numbers.
     *
     * @param token the only one that is listed, or null for all
     * @param limit the most that are listed
     * @param after the number behind which the list begins; 0 for the first
     */
    record OfWithdrawals(@Nullable String token, int limit, long after) implements TokenQuery {
        /** The most records that are looked at for one answer. */
        public static final int LOOKED_MAX = 4_000;

        @Override
        public Value run(MapView state) {
            byte[] end = Keys.after(TokenKeys.withdrawals());
            List<Value> found = new ArrayList<>();
            long last = after;
            MapView.Cursor cursor = state.seek(TokenKeys.withdrawal(after + 1));
            boolean isMore = cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0;
            for (int looked = 0; isMore && looked < LOOKED_MAX && found.size() < limit; looked++) {
                WithdrawalRecord withdrawal = WithdrawalRecord.decode(cursor.value());
                if (token == null || token.equals(withdrawal.token())) {
                    found.add(shown(withdrawal));
                }
                last = withdrawal.number();
                isMore = cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0;
            }
            return Value.Document.builder()
                    .put("withdrawals", new Value.Array(found))
                    .put("next", isMore ? Value.of(last) : Value.none())
                    .build();
        }

        private static Value shown(WithdrawalRecord withdrawal) {
            return Value.Document.builder()
                    .put("number", withdrawal.number())
                    .put("token", withdrawal.token())
                    .put("account", withdrawal.account().text())
                    .put("amount", withdrawal.amount())
                    .put("entry", withdrawal.sequence())
                    .build();
        }
    }
}
