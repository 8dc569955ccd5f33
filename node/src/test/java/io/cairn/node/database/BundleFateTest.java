package io.cairn.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.crypto.NodeKey;
import io.cairn.engine.crypto.Scheme;
import io.cairn.engine.crypto.Signatures;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Submission;
import io.cairn.node.journal.RealDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutations are public once they are logged, so others may carry them again. */
class BundleFateTest {
    private static final NodeIdentity NODE = new NodeIdentity("test-network", NodeKey.of(new byte[32]));

    @TempDir
    Path folder;

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    private static Submission carry(String chain, Submission.Single single, int times) {
        byte[] seed = new byte[NodeKey.SEED_BYTES];
        Arrays.fill(seed, (byte) 9);
        NodeKey payer = NodeKey.of(seed);
        Bundle bundle = new Bundle(
                "1",
                chain,
                "sol",
                1,
                java.util.Collections.nCopies(times, single.signed().mutation()),
                new byte[0],
                payer.publicKey());
        byte[] raw = payer.sign(Signatures.preimage(Scheme.ED25519, new SignedMessage.OfRoot(bundle.root())));
        byte[] signature = new byte[raw.length + 1];
        signature[0] = (byte) Scheme.ED25519.id();
        System.arraycopy(raw, 0, signature, 1, raw.length);
        return Submission.of(bundle.withSignature(signature, payer.publicKey()).encode());
    }

    @Test
    void nobodySpoilsTheFateOfAMutationByCarryingItAgain() throws Exception {
        try (Databases databases =
                new Databases(NodeSettings.standard(folder), NODE, RealDisk.INSTANCE, InstantSource.system())) {
            TestUser user = new TestUser(3);
            Submission create = user.create(NODE.network());
            get(databases.create(create, Wait.APPLIED));
            String address = databases.addressOf(create);
            String chain = NODE.network() + "/" + address + "/" + create.id().hex();
            Database database = databases.require(address);
            Submission.Single mutation =
                    (Submission.Single) user.sign(chain, TestUser.add(address, "all", Value.Document.EMPTY));
            Fate first = get(database.submit(mutation, Wait.SEALED));
            assertThat(first.outcomes()).extracting(Outcome::code).containsExactly("ok");
            Submission bundle = carry(chain, mutation, 2);
            Fate carried = get(database.submit(bundle, Wait.SEALED));
            assertThat(carried.outcomes()).extracting(Outcome::code).isEqualTo(List.of("nonce-used", "nonce-used"));
            Fate known = database.fate(mutation.id());
            assertThat(known.sequence()).isEqualTo(first.sequence());
            assertThat(known.outcomes()).isEqualTo(first.outcomes());
            Fate again = get(database.submit(bundle, Wait.SEALED));
            assertThat(again.repeated()).isTrue();
            assertThat(again.sequence()).isEqualTo(carried.sequence());
        }
    }
}
