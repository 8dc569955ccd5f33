package io.cairn.client.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.codec.Json;
import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;

/** Key files of any text: a key, or a refusal; a key that was read is written so that it reads as the same account. */
class KeystoreFuzzTest extends FuzzTarget {
    private static final int WORK_MAX = 1 << 12;

    @Override
    protected void check(byte[] input) {
        parsed(() -> Keystore.summary(input)).ifPresent(summary -> {
            if (summary.encrypted() && work(input) > WORK_MAX) {
                return;
            }
            parsed(() -> Keystore.read(input, "pass"::toCharArray)).ifPresent(key -> {
                assertThat(summary.account()).isIn(null, key.account());
                assertThat(Keystore.read(Keystore.write(key), () -> {
                                    throw new AssertionError("not encrypted");
                                })
                                .account())
                        .isEqualTo(key.account());
            });
        });
    }

    /** What a file asks for on purpose, which takes its time: iterations, or n, r and p of scrypt multiplied. */
    private static double work(byte[] input) {
        try {
            Fields file = Fields.of(Json.parse(input));
            Value.Document parameters = file.object(file.document().has("Crypto") ? "Crypto" : "crypto")
                    .object("kdfparams")
                    .document();
            return number(parameters, "c")
                    * number(parameters, "n")
                    * number(parameters, "r")
                    * number(parameters, "p");
        } catch (CairnException nothing) {
            return 0;
        }
    }

    private static double number(Value.Document parameters, String name) {
        return parameters.get(name) instanceof Value.Int(long value) ? Math.max(1, value) : 1;
    }
}
