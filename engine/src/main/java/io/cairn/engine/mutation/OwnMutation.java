package io.cairn.engine.mutation;

import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * A mutation that this process signs with a key of its own, alone or under one signature with others of that key. What it
 * asks for is read back from its bytes, as everybody else reads it. The signature is not checked here, which takes longer
 * than making it; everybody who reads the log checks it.
 */
public final class OwnMutation {
    private static final byte[] NONE = {};

    private final Mutation unsigned;
    private final Account signer;
    private final Hash root;
    private final Payload payload;

    /**
     * A mutation before it is signed.
     *
     * @param unsigned whose signature is empty, with the public key
     * @param signer the account of that key
     */
    public OwnMutation(Mutation unsigned, Account signer) {
        this.unsigned = unsigned;
        this.signer = signer;
        this.root = unsigned.root();
        this.payload = PayloadReader.read(MutationType.of(unsigned.type()), unsigned.data());
    }

    /** What is signed where it stands alone. */
    public SignedMessage message() {
        return new SignedMessage.OfMutation(root, origin(unsigned.nonce()), unsigned.type(), unsigned.data());
    }

    private SignedMessage.Origin origin(long nonce) {
        return new SignedMessage.Origin(unsigned.version(), unsigned.chainId(), unsigned.paymentChain(), nonce);
    }

    /** The id under which it is found, whoever carries it. */
    public Hash id() {
        return Mutation.id(root, signer);
    }

    /** About as many bytes as it takes in a bundle. */
    public int size() {
        return unsigned.data().length;
    }

    /** The mutation alone; {@code signature} is of {@link #message}, behind its scheme byte. */
    public Submission alone(byte[] signature) {
        Mutation mutation = unsigned.withSignature(signature, unsigned.publicKey());
        byte[] bytes = mutation.encode();
        return new Submission.Single(bytes, Signed.ofOwn(mutation, root, signer, payload, bytes.length));
    }

    private Signed carried() {
        return Signed.ofOwn(unsigned, root, signer, payload, unsigned.size());
    }

    /** Mutations of one key for one database in a bundle whose one signature covers them. */
    public static final class Together {
        private final List<OwnMutation> mutations;
        private final Bundle unsigned;
        private final Hash mutationsRoot;
        private final Hash root;

        /**
         * A bundle before it is signed.
         *
         * @param mutations in the order in which they are carried out; each keeps its own nonce and fate
         * @param nonce of the key, for the bundle
         */
        public Together(List<OwnMutation> mutations, long nonce) {
            this.mutations = List.copyOf(mutations);
            Mutation first = mutations.getFirst().unsigned;
            this.unsigned = new Bundle(
                    first.version(),
                    first.chainId(),
                    first.paymentChain(),
                    nonce,
                    mutations.stream().map(each -> each.unsigned).toList(),
                    NONE,
                    first.publicKey());
            this.mutationsRoot = Bundle.mutationsRoot(
                    mutations.stream().map(each -> each.root).toList());
            this.root = unsigned.root(mutationsRoot);
        }

        /** What is signed. */
        public SignedMessage message() {
            return new SignedMessage.OfBundle(root, mutations.getFirst().origin(unsigned.nonce()), mutationsRoot);
        }

        /** The bundle; {@code signature} is of {@link #message}, behind its scheme byte. */
        public Submission signed(byte[] signature) {
            Bundle bundle = unsigned.withSignature(signature, unsigned.publicKey());
            List<Signed> carried = new ArrayList<>(mutations.size());
            mutations.forEach(each -> carried.add(each.carried()));
            Account payer = mutations.getFirst().signer;
            return new Submission.Bundled(
                    bundle.encode(), bundle, payer, Mutation.id(root, payer), null, List.copyOf(carried));
        }
    }
}
