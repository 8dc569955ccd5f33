package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    /** The examples of EIP-55. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x52908400098527886E0F7030069857D2E4169EE7",
                "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
                "0xde709f2102306220921060314715629080e2fb77",
                "0x27b1fdb04752bbc536007a920d24acb045561c26",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            })
    void readsAndShowsChecksummedAddresses(String address) {
        String text = "db3_user:eth:" + address;
        Account account = Addresses.parse(text);
        assertThat(Addresses.display(account)).isEqualTo(text);
        assertThat(account.text()).isEqualTo(text.toLowerCase(Locale.ROOT));
        assertThat(Addresses.parse(account.text())).isEqualTo(account);
        assertThat(Addresses.parse("db3_user:eth:0x" + address.substring(2).toUpperCase(Locale.ROOT)))
                .isEqualTo(account);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db3_user:eth:0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "db3_user:eth:0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDB",
                "db3_user:eth:0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDg",
                "db3_user:eth:0XD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
                "db3_user:eth:0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aD"
            })
    void refusesWrongChecksumsAndDigits(String text) {
        assertThatThrownBy(() -> Addresses.parse(text))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("identity-malformed"));
    }

    @Test
    void showsOtherChainsInTheirOneSpelling() {
        String text = "db3_user:sol:TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
        assertThat(Addresses.display(Addresses.parse(text))).isEqualTo(text);
    }
}
