package io.cairn.client.api;

import io.cairn.client.key.Signer;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** Signs read tokens for one database and keeps each until it is about to expire. Safe for several threads. */
final class ReadTokens {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Signer signer;
    private final InstantSource clock;
    private String token = "";
    private long expiresMillis;

    ReadTokens(Signer signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /** A new password at the node's wire, good for so long. */
    String wirePassword(String chainId, Duration life) {
        return signed(chainId, clock.millis() + life.toMillis(), true);
    }

    private String signed(String chainId, long expires, boolean wire) {
        Mutation signed = SignedMutations.sign(signer, chainId, 1, new Payload(new Operation.ReadToken(wire), expires));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.encode());
    }

    synchronized String token(String chainId) {
        long now = clock.millis();
        if (now + MARGIN.toMillis() >= expiresMillis) {
            expiresMillis = now + LIFE.toMillis();
            token = signed(chainId, expiresMillis, false);
        }
        return token;
    }
}
