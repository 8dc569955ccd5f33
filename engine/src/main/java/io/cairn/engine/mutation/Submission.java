package io.cairn.engine.mutation;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.SignedMessage;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry carries: one mutation or a bundle of them, as a user submits it and checked as far as it can be without
 * state, with what its rules read of other databases where they do, or a record of the clock.
 */
public sealed interface Submission {
    /** The bytes as submitted. */
    byte[] bytes();

    /** The id under which the whole is found; null where the signature does not hold. */
    @Nullable
    Hash id();

    /** The replay domain signed by the sender or payer. */
    String chainId();

    /** The account that pays; null where the signature does not hold. */
    @Nullable
    Account payer();

    /** The nonce of the payer. */
    long nonce();

    /** Why the whole can never be applied, or null. */
    @Nullable
    CairnException failure();

    /** The mutations in order. */
    List<Signed> mutations();

    /** What was submitted, without what who ordered it has added. */
    default Submission submitted() {
        return this;
    }

    /** A mutation that stands alone. */
    record Single(byte[] bytes, Signed signed) implements Submission {
        @Override
        public @Nullable Hash id() {
            return signed.id();
        }

        @Override
        public String chainId() {
            return signed.mutation().chainId();
        }

        @Override
        public @Nullable Account payer() {
            return signed.sender();
        }

        @Override
        public long nonce() {
            return signed.mutation().nonce();
        }

        @Override
        public @Nullable CairnException failure() {
            return signed.failure();
        }

        @Override
        public List<Signed> mutations() {
            return List.of(signed);
        }
    }

    /** A bundle with its payer. */
    record Bundled(
            byte[] bytes,
            Bundle bundle,
            @Nullable Account payer,
            @Nullable Hash id,
            @Nullable CairnException failure,
            List<Signed> mutations)
            implements Submission {
        @Override
        public String chainId() {
            return bundle.chainId();
        }

        @Override
        public long nonce() {
            return bundle.nonce();
        }
    }

    /** What is due at this time, put into the log by who orders it. */
    record Due(byte[] bytes, Clock clock) implements Submission {
        @Override
        public Hash id() {
            return clock.id();
        }

        @Override
        public String chainId() {
            return "";
        }

        @Override
        public @Nullable Account payer() {
            return null;
        }

        @Override
        public long nonce() {
            return 0;
        }

        @Override
        public @Nullable CairnException failure() {
            return null;
        }

        @Override
        public List<Signed> mutations() {
            return List.of();
        }
    }

    /**
     * A mutation or bundle with what its rules read of other databases, put to it by who orders it. Bytes: format 0x06, the
     * blocks, then what was submitted.
     *
     * @param submitted a mutation or a bundle
     * @param blocks what is carried; not checked yet
     */
    record Linked(byte[] bytes, Submission submitted, List<LinkedBlock> blocks) implements Submission {
        /** The format byte. */
        public static final int FORMAT = 0x06;

        /** Copies the list. */
        public Linked {
            blocks = List.copyOf(blocks);
        }

        @Override
        public @Nullable Hash id() {
            return submitted.id();
        }

        @Override
        public String chainId() {
            return submitted.chainId();
        }

        @Override
        public @Nullable Account payer() {
            return submitted.payer();
        }

        @Override
        public long nonce() {
            return submitted.nonce();
        }

        @Override
        public @Nullable CairnException failure() {
            return submitted.failure();
        }

        @Override
        public List<Signed> mutations() {
            return submitted.mutations();
        }
    }

    /**
     * Puts what rules read of other databases to what was submitted.
     *
     * @param submitted a mutation or a bundle
     * @param blocks ascending by database and key
     * @throws CairnException.Refused {@code link-too-large} where that is more than an entry carries
     */
    static Linked linked(Submission submitted, List<LinkedBlock> blocks) {
        byte[] carried = LinkedBlock.encode(blocks);
        if (blocks.size() > LinkedBlock.BLOCKS_MAX
                || carried.length > LinkedBlock.BYTES_MAX
                || carried.length + submitted.bytes().length > Mutation.BYTES_MAX) {
            throw new CairnException.Refused(
                    "link-too-large",
                    "",
                    "what the rules read of other databases is more than an entry carries: "
                            + LinkedBlock.BLOCKS_MAX + " databases, " + LinkedBlock.BYTES_MAX + " bytes of proof, "
                            + Mutation.BYTES_MAX + " bytes with the mutation");
        }
        byte[] bytes = new ByteWriter(1 + carried.length + submitted.bytes().length)
                .u8(Linked.FORMAT)
                .bytes(carried)
                .bytes(submitted.bytes())
                .toBytes();
        return new Linked(bytes, submitted, blocks);
    }

    /** Parses and checks what an entry carries, which nobody has to have submitted like this. */
    static Submission ofEntry(byte[] payload) {
        int format = payload.length == 0 ? 0 : payload[0];
        return switch (format) {
            case Clock.FORMAT -> new Due(payload, Clock.decode(payload));
            case Linked.FORMAT -> {
                ByteReader in = new ByteReader(payload);
                in.skip(1);
                List<LinkedBlock> blocks = LinkedBlock.decode(in);
                yield new Linked(payload, of(in.bytes(in.remaining())), blocks);
            }
            default -> of(payload);
        };
    }

    /** Parses and checks what a user submits; only bytes that are no mutation or bundle at all are thrown back. */
    static Submission of(byte[] bytes) {
        if (bytes.length == 0) {
            throw new CairnException.Incorrect("bytes-malformed", "", "a mutation is missing");
        }
        if (bytes[0] == Bundle.FORMAT) {
            return bundled(bytes);
        }
        return new Single(bytes, Signed.of(Mutation.decode(bytes), bytes.length));
    }

    private static Submission bundled(byte[] bytes) {
        Bundle bundle = Bundle.decode(bytes);
        Hash mutationsRoot = bundle.mutationsRoot();
        Hash root = bundle.root(mutationsRoot);
        Account payer = null;
        CairnException failure = null;
        try {
            SignedMessage.Origin origin =
                    new SignedMessage.Origin(bundle.version(), bundle.chainId(), bundle.paymentChain(), bundle.nonce());
            payer = Signed.verify(
                    bundle.paymentChain(),
                    bundle.publicKey(),
                    new SignedMessage.OfBundle(root, origin, mutationsRoot),
                    bundle.signature());
            Signed.requireVersion(bundle.version());
        } catch (CairnException e) {
            failure = e;
        }
        List<Signed> mutations = new ArrayList<>(bundle.mutations().size());
        for (Mutation mutation : bundle.mutations()) {
            mutations.add(Signed.of(mutation, mutation.root(), bundle, mutation.encode().length));
        }
        Hash id = payer == null ? null : Mutation.id(root, payer);
        return new Bundled(bytes, bundle, payer, id, failure, List.copyOf(mutations));
    }
}
