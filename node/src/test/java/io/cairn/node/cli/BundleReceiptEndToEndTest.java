package io.cairn.node.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.client.api.CairnClient;
import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.PinStore;
import io.cairn.client.api.SignedMutations;
import io.cairn.client.api.Wait;
import io.cairn.client.key.Signer;
import io.cairn.client.key.UserKey;
import io.cairn.engine.codec.Json;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.PaymentChain;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Bundle;
import io.cairn.engine.mutation.Mutation;
import io.cairn.engine.mutation.Operation;
import io.cairn.engine.mutation.Payload;
import io.cairn.engine.mutation.Visibility;
import io.cairn.node.config.NodeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of mutations in a bundle, of a real node: by their own ids, and by their places in the bundle. */
class BundleReceiptEndToEndTest {
    private final Signer signer = UserKey.generate(PaymentChain.ETH).signer();

    @TempDir
    Path folder;

    private Mutation writing(ClientDatabase database, String chain, String id, long nonce) {
        Operation operation = Operation.ExecuteQueries.parse(
                database.address(), Json.parse("[[\"set\",{},\"notes\",\"" + id + "\"]]"), "data/queries");
        return SignedMutations.sign(signer, chain, nonce, new Payload(operation, Long.MAX_VALUE));
    }

    private Hash id(Mutation mutation) {
        return Mutation.id(mutation.root(), signer.account());
    }

    private Bundle bundle(String chain, long nonce, Mutation... mutations) {
        Bundle unsigned =
                new Bundle(Mutation.VERSION, chain, "eth", nonce, List.of(mutations), new byte[0], signer.publicKey());
        byte[] bare = signer.sign(new SignedMessage.OfBundle(
                unsigned.root(),
                new SignedMessage.Origin(Mutation.VERSION, chain, "eth", nonce),
                unsigned.mutationsRoot()));
        byte[] signature = new byte[1 + bare.length];
        signature[0] = (byte) signer.scheme().id();
        System.arraycopy(bare, 0, signature, 1, bare.length);
        return unsigned.withSignature(signature, signer.publicKey());
    }

    @Test
    void eachMutationIsFoundByItsOwnIdAndByItsPlace() throws Exception {
        try (NodeProcess node = NodeProcess.start(
                        NodeConfig.read(null, Map.of(), Map.of("port", "0")), folder.resolve("node"), "test");
                CairnClient client = CairnClient.of(URI.create("http://127.0.0.1:" + node.port()))
                        .pins(PinStore.inMemory())
                        .signer(signer)
                        .build()) {
            ClientDatabase database = client.createDatabase("bundles", Visibility.PUBLIC);
            String chain = database.info().chainId();
            long nonce =
                    ((Value.Int) database.ask("[\"nonce\",\"" + signer.account().text() + "\"]")).value();
            Mutation first = writing(database, chain, "a", nonce);
            Mutation second = writing(database, chain, "b", nonce + 1);
            Bundle bundle = bundle(chain, nonce + 2, first, second);
            Hash whole = database.submitSigned(bundle.encode(), Wait.SEALED).id();

            assertThat(database.receipt(id(second)).receipt().index()).isEqualTo(1);
            assertThat(database.receipt(id(second)).outcome().mutation()).isEqualTo(id(second));
            assertThat(database.receipt(id(first)).receipt().index()).isZero();
            assertThat(database.receipt(whole).outcome().mutation()).isEqualTo(id(first));
            assertThat(database.receipt(whole, 1).outcome().mutation()).isEqualTo(id(second));
            assertThatThrownBy(() -> database.receipt(whole, 2))
                    .isInstanceOfSatisfying(
                            CairnException.NotFound.class,
                            missing -> assertThat(missing.code()).isEqualTo("mutation-not-found"));
        }
    }
}
