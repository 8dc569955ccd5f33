package io.cairn.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private static final String ETH = "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @Test
    void readsAndWritesAnEthereumAccount() {
        Account account = Account.parse(ETH);
        assertThat(account.chain()).isEqualTo(PaymentChain.ETH);
        assertThat(HexFormat.of().formatHex(account.keyBytes()))
                .isEqualTo("01f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
        assertThat(account.text()).isEqualTo(ETH);
    }

    @Test
    void writesSolanaKeysAsTheirChainDoes() {
        // The system program is 32 zero bytes, the token program a key of the chain's documentation.
        assertThat(Account.of(PaymentChain.SOL, new byte[32]).address()).isEqualTo("1".repeat(32));
        String token = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
        assertThat(HexFormat.of()
                        .formatHex(Account.parse("db3_user:sol:" + token).addressBytes()))
                .isEqualTo("06ddf6e1d765a193d9cbe146ceeb79ac1cb485ed5f5b37913a8cf5857eff00a9");
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressSurvivesTextAndKeyBytes(PaymentChain chain) {
        long seed = 20260101;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] address = new byte[chain.addressBytes()];
            random.nextBytes(address);
            for (int zeros = random.nextInt(4); zeros > 0; zeros--) {
                address[zeros - 1] = 0;
            }
            Account account = Account.of(chain, address);
            assertThat(account.addressBytes()).as("seed %d", seed).isEqualTo(address);
            assertThat(Account.parse(account.text()))
                    .as("seed %d", seed)
                    .isEqualTo(account)
                    .hasSameHashCodeAs(account);
            assertThat(Account.fromKeyBytes(account.keyBytes()))
                    .as("seed %d", seed)
                    .isEqualTo(account);
        }
    }

    @Test
    void base58AgreesWithLongDivision() {
        long seed = 58;
        SplittableRandom random = new SplittableRandom(seed);
        BigInteger base = BigInteger.valueOf(58);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            bytes[0] |= 1;
            StringBuilder expected = new StringBuilder();
            for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(base)) {
                expected.append("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
                        .charAt(rest.mod(base).intValue()));
            }
            assertThat(Base58.encode(bytes))
                    .as("seed %d", seed)
                    .isEqualTo(expected.reverse().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db3_user",
                "db3_user:",
                "db3_user:eth",
                "db3_user:eth:",
                "db3_db:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "DB3_USER:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:ETH:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:btc:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:eth:f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:eth:0Xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:eth:0xF39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226",
                "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb922666",
                "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226g",
                "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226\u0663",
                "db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266:",
                " db3_user:eth:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",
                // 32 zero bytes end in A; B carries a spare bit, '=' is padding, '+' is the other alphabet.
                "db3_user:ar:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "db3_user:ar:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "db3_user:ar:+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "db3_user:ar:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "db3_user:sol:",
                "db3_user:sol:0OIl",
                "db3_user:sol:1111111111111111111111111111111",
                "db3_user:sol:111111111111111111111111111111111",
                "db3_user:sol:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "db3_user:sol:zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
            })
    void refusesEveryOtherText(String text) {
        assertMalformed(() -> Account.parse(text));
    }

    @Test
    void refusesLongTextsAndForeignKeyBytes() {
        assertMalformed(() -> Account.parse("db3_user:sol:" + "1".repeat(300)));
        assertMalformed(() -> Account.fromKeyBytes(new byte[0]));
        assertMalformed(() -> Account.fromKeyBytes(new byte[33]));
        assertMalformed(
                () -> Account.fromKeyBytes(HexFormat.of().parseHex("02f39fd6e51aad88f6f4ce6ab8827279cfffb92266")));
    }

    @Test
    void keepsItsBytesFromItsCallers() {
        byte[] address = new byte[20];
        Account account = Account.of(PaymentChain.ETH, address);
        address[0] = 1;
        account.keyBytes()[1] = 1;
        assertThat(account.addressBytes()).isEqualTo(new byte[20]);
    }

    private static void assertMalformed(org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
        assertThatThrownBy(parsing)
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("identity-malformed"));
    }
}
