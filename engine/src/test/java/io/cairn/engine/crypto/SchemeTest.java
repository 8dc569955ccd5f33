package io.cairn.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.engine.model.CairnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemeTest {
    @Test
    void keepsTheIdsOfTheFormat() {
        assertThat(Scheme.values()).extracting(Scheme::id).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource
    void findsEachSchemeByItsId(Scheme scheme) {
        assertThat(Scheme.of(scheme.id())).isSameAs(scheme);
    }

    @ParameterizedTest
    @CsvSource({"5,P256_WEBAUTHN", "6,BABYJUBJUB", "7,SCHNORR_BIP340", "8,BLS12_381", "9,ML_DSA"})
    void namesReservedSchemesWhenItRefusesThem(int id, String name) {
        assertThatThrownBy(() -> Scheme.of(id))
                .isInstanceOf(CairnException.Unsupported.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11, 255, 257})
    void refusesUnknownSchemes(int id) {
        assertThatThrownBy(() -> Scheme.of(id))
                .isInstanceOfSatisfying(
                        CairnException.Incorrect.class,
                        e -> assertThat(e.code()).isEqualTo("scheme-unknown"));
    }
}
