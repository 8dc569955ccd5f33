package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.node.pgtype.SqlFailure;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The example of RFC 7677, section 3. */
final class ScramTest {
    private static final ScramSecret SECRET =
            ScramSecret.of("pencil", Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4_096);
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String LAST_WITHOUT_PROOF = "c=biws,r=rOprNGfwEbeRWgbNEkqO" + SERVER_NONCE;

    @Test
    void answersAsThePublishedExample() {
        Scram exchange = new Scram(SECRET, SERVER_NONCE);
        assertThat(exchange.first(FIRST))
                .isEqualTo("r=rOprNGfwEbeRWgbNEkqO" + SERVER_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertThat(exchange.last(LAST_WITHOUT_PROOF + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
                .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void answersNothingToAProofOfAnotherPassword() {
        Scram exchange = new Scram(SECRET, SERVER_NONCE);
        exchange.first(FIRST);
        assertThat(exchange.last(LAST_WITHOUT_PROOF + ",p=eHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoExchange() {
        for (String first : new String[] {"", "n=user,r=x", "p=tls-unique,,n=user,r=x", "n,,n=user", "n,,n=,r="}) {
            assertThatThrownBy(() -> new Scram(SECRET, "x").first(first)).isInstanceOf(SqlFailure.class);
        }
        for (String last :
                new String[] {"", "c=biws,r=other,p=AAAA", LAST_WITHOUT_PROOF, LAST_WITHOUT_PROOF + ",p=?"}) {
            Scram exchange = new Scram(SECRET, SERVER_NONCE);
            exchange.first(FIRST);
            assertThatThrownBy(() -> exchange.last(last)).isInstanceOf(SqlFailure.class);
        }
    }
}
