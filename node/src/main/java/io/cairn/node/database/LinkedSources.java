package io.cairn.node.database;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.mutation.LinkedBlock;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.state.LinkedRead;
import io.cairn.engine.state.ReadPolicy;
import io.cairn.engine.verify.Answer;
import io.cairn.engine.verify.AnswerVerifier;
import io.cairn.engine.verify.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds what rules read of other databases, with its proof: here, where this node has the database and is the one who signs
 * it, else at the node that the link names. Threading: any thread; blocks.
 */
final class LinkedSources implements LinkDesk.Source {
    private final Databases databases;
    private final LinkedNodes nodes;

    LinkedSources(Databases databases, LinkedNodes nodes) {
        this.databases = databases;
        this.nodes = nodes;
    }

    @Override
    public List<LinkedBlock> blocks(Collection<LinkedRead> reads, long endNanos) {
        TreeMap<String, List<LinkedRead>> byDatabase = new TreeMap<>();
        for (LinkedRead read : reads) {
            byDatabase
                    .computeIfAbsent(read.database() + " " + read.node(), _ -> new ArrayList<>())
                    .add(read);
        }
        return byDatabase.values().stream().map(ofOne -> block(ofOne, endNanos)).toList();
    }

    private LinkedBlock block(List<LinkedRead> reads, long endNanos) {
        LinkedRead first = reads.getFirst();
        boolean isSigner = first.node().equals(databases.identity().publicKeyHex());
        if (isSigner && databases.addresses().contains(first.database())) {
            return fromHere(reads, endNanos);
        }
        if (first.url().isEmpty()) {
            throw new CairnException.Unavailable(
                    "link-unavailable",
                    "this node does not sign database " + first.database() + " by the key of the link " + first.link()
                            + ", which names no other node: set it again with its url");
        }
        return fromElsewhere(reads, endNanos);
    }

    /** All reads of one database are of one block, the newest. */
    private LinkedBlock fromHere(List<LinkedRead> reads, long endNanos) {
        LinkedRead first = reads.getFirst();
        Snapshot head = newest(databases.require(first.database()), endNanos);
        requirePublic(head, first);
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        DocumentReader reader = new DocumentReader(head.view(pages::put));
        for (LinkedRead read : reads) {
            if (reader.isCollection(read.collection())) {
                reader.find(read.collection(), read.id());
            }
        }
        return new LinkedBlock(
                first.database(),
                HexFormat.of().parseHex(first.node()),
                head.headerBytes(),
                head.checkpoint(),
                new ArrayList<>(pages.values()));
    }

    /** The newest block, once it holds what anybody was told. */
    private static Snapshot newest(Database database, long endNanos) {
        try {
            return database.caughtUp().get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof CairnException known ? known : unavailable(database, failed);
        } catch (TimeoutException late) {
            throw unavailable(database, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable(database, interrupted);
        }
    }

    private static CairnException unavailable(Database database, Exception cause) {
        return new CairnException.Unavailable(
                "link-unavailable", "database " + database.address() + " has not sealed its newest block yet", cause);
    }

    private static void requirePublic(Snapshot head, LinkedRead read) {
        DatabaseRecord record = head.database();
        try {
            if (record != null && ReadPolicy.reading(head.view(), record, null).everything()) {
                return;
            }
        } catch (CairnException.Forbidden closed) {
            throw isPrivate(read, closed.getMessage());
        }
        throw isPrivate(read, "not everybody may read everything in it");
    }

    /** The failure for a database that is not for everybody. */
    private static CairnException isPrivate(LinkedRead read, String why) {
        return new CairnException.Refused(
                "link-private", "getLinked()", "the database of the link " + read.link() + " is not public: " + why);
    }

    private LinkedBlock fromElsewhere(List<LinkedRead> reads, long endNanos) {
        LinkedRead first = reads.getFirst();
        byte[] node = HexFormat.of().parseHex(first.node());
        AnswerVerifier verifier = new AnswerVerifier(node);
        TreeMap<Hash, byte[]> pages = new TreeMap<>();
        Answer.Verified block = null;
        for (LinkedRead read : reads) {
            requireTime(endNanos, read);
            Long height = block == null ? null : block.header().header().height();
            Answer.Verified answer = verified(verifier, nodes.answer(read, height), read);
            block = block == null ? answer : block;
            if (!Arrays.equals(block.answer().header(), answer.answer().header())) {
                throw wrong(read, "the node answered from another block than it was asked about");
            }
            answer.answer().pages().forEach(page -> pages.put(Sha256.hash(page), page));
        }
        Answer signed = Objects.requireNonNull(block).answer();
        return new LinkedBlock(
                first.database(), node, signed.header(), signed.checkpoint(), new ArrayList<>(pages.values()));
    }

    private static void requireTime(long endNanos, LinkedRead read) {
        if (System.nanoTime() - endNanos > 0) {
            throw new CairnException.Unavailable(
                    "link-unavailable",
                    "the node " + read.url() + " of the link " + read.link()
                            + " is too slow to find all that the rules ask for; send the mutation again later");
        }
    }

    private static Answer.Verified verified(AnswerVerifier verifier, byte[] archive, LinkedRead read) {
        Answer.Verified verified;
        try {
            verified = verifier.verify(archive);
        } catch (CairnException.ProofInvalid invalid) {
            throw wrong(read, invalid.code() + ", " + invalid.getMessage());
        }
        if (!verified.answer().question().equals(new Question.Get(read.database(), read.collection(), read.id()))) {
            throw wrong(read, "the node answered another question");
        }
        return verified;
    }

    private static CairnException wrong(LinkedRead read, String what) {
        return new CairnException.Unavailable(
                "link-proof-wrong",
                "what " + read.url() + " answered for the link " + read.link() + " does not hold: " + what);
    }
}
