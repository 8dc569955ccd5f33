package io.cairn.engine.state;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.document.DocumentReader;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.fpjson.Fuel;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Names;
import io.cairn.engine.record.LinkRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the rules of one mutation read of other databases: from the blocks that its entry carries and nowhere else. */
final class LinkedReads {
    /** The most documents of other databases that the rules of one mutation read. */
    static final int READS_MAX = 16;

    private static final String FUNCTION = "getLinked()";
    private static final int DETAIL_BYTES_MAX = 4_096;

    private final Overlay state;
    private final LinkedBlocks blocks;
    private final List<LinkedRead> missing;

    /** What was asked for, with the height of the block that answered; 0 where none did. */
    private final Map<LinkedRead, Long> asked = new LinkedHashMap<>();

    /**
     * Reads for one mutation.
     *
     * @param state holds the links
     * @param blocks what the entry carries
     * @param missing is told what the entry does not carry
     */
    LinkedReads(Overlay state, LinkedBlocks blocks, List<LinkedRead> missing) {
        this.state = state;
        this.blocks = blocks;
        this.missing = missing;
    }

    /**
     * The document that {@code [link, collection, id]} names, or null where it is proved that there is none.
     *
     * @throws CairnException.Refused {@code link-not-found}; {@code link-unresolved} for what the entry does not carry;
     *     {@code link-height-back} where a newer block was read before; {@code link-proof-wrong} where the pages say what
     *     cannot be; {@code link-too-many}; {@code program-argument-wrong}
     */
    Value read(Value.Array query, Fuel fuel) {
        List<String> names = names(query);
        String key = names.getFirst();
        LinkRecord link = LinkRecord.find(state, key);
        if (link == null) {
            throw new CairnException.Refused("link-not-found", FUNCTION, "there is no link " + Names.shown(key));
        }
        String id = Names.documentId(names.getLast(), FUNCTION);
        String collection = Names.path(names.subList(1, names.size() - 1), FUNCTION);
        LinkedRead read = new LinkedRead(key, link.database(), link.node(), link.url(), collection, id);
        if (asked.putIfAbsent(read, 0L) == null && asked.size() > READS_MAX) {
            asked.remove(read);
            throw new CairnException.Refused(
                    "link-too-many",
                    FUNCTION,
                    "the rules of a mutation read at most " + READS_MAX + " documents of other databases");
        }
        return read(read, link, fuel);
    }

    private static List<String> names(Value.Array query) {
        List<String> names = new ArrayList<>();
        for (Value part : query.values()) {
            if (part instanceof Value.Text(var name)) {
                names.add(name);
            }
        }
        if (names.size() != query.values().size() || names.size() < 3 || names.size() % 2 == 0) {
            throw new CairnException.Refused(
                    "program-argument-wrong", FUNCTION, FUNCTION + " takes [link, collection, id], each a text");
        }
        return names;
    }

    private Value read(LinkedRead read, LinkRecord link, Fuel fuel) {
        LinkedBlocks.Opened block = blocks.find(link.database(), link.node());
        if (block == null) {
            throw unresolved(read);
        }
        if (block.height() < link.height()) {
            missing.add(read);
            throw new CairnException.Refused(
                    "link-height-back",
                    FUNCTION,
                    "block " + block.height() + " of the other database was carried, and block " + link.height()
                            + " was read before: send the mutation again");
        }
        Value found = found(read, block, fuel);
        asked.put(read, block.height());
        if (block.height() > link.height()) {
            state.put(LinkRecord.key(read.link()), link.at(block.height()).encode());
        }
        return found;
    }

    private Value found(LinkedRead read, LinkedBlocks.Opened block, Fuel fuel) {
        try {
            DocumentReader reader = new DocumentReader(new MeteredView(block.view(), fuel));
            StoredDocument document = reader.isCollection(read.collection()) ? find(reader, read) : null;
            block.pages().requireFound();
            return document == null ? Value.none() : document.fields();
        } catch (CairnException.ProofInvalid refusal) {
            if (refusal.code().equals("witness-page-missing")) {
                throw unresolved(read);
            }
            throw wrong(refusal);
        } catch (CairnException.Incorrect | CairnException.Unsupported | CairnException.Fault contradiction) {
            throw wrong(contradiction);
        }
    }

    private static @Nullable StoredDocument find(DocumentReader reader, LinkedRead read) {
        return reader.find(read.collection(), read.id());
    }

    private static CairnException wrong(CairnException cause) {
        return new CairnException.Refused(
                "link-proof-wrong",
                FUNCTION,
                "the carried state contradicts itself: " + cause.code() + ", " + cause.getMessage());
    }

    private CairnException unresolved(LinkedRead read) {
        missing.add(read);
        return new CairnException.Refused(
                "link-unresolved",
                FUNCTION,
                "the entry does not carry what the rule reads of " + Names.shown(read.link())
                        + ": send the mutation again");
    }

    /**
     * What was read, for the receipt: link and height of each, and where the signer may read everything here also
     * collection and id; null where nothing was.
     */
    @Nullable
    Value told(BooleanSupplier mayReadAll) {
        return asked.isEmpty() ? null : shown(mayReadAll.getAsBoolean());
    }

    private Value shown(boolean mayReadAll) {
        Value full = new Value.Array(
                asked.keySet().stream().map(read -> told(read, mayReadAll)).toList());
        return ValueCodec.encode(full).length <= DETAIL_BYTES_MAX
                ? full
                : new Value.Array(
                        asked.keySet().stream().map(read -> told(read, false)).toList());
    }

    private Value told(LinkedRead read, boolean mayReadAll) {
        Value.Document.Builder told = Value.Document.builder().put("link", read.link());
        if (mayReadAll) {
            told.put("collection", read.collection()).put("id", read.id());
        }
        return told.put("height", asked.getOrDefault(read, 0L)).build();
    }

    /** The refusal with what was read in its detail. */
    CairnException told(CairnException refusal, BooleanSupplier mayReadAll) {
        Value read = refusal.isAboutInput() ? told(mayReadAll) : null;
        if (read == null) {
            return refusal;
        }
        Value.Document detail = refusal instanceof CairnException.Refused refused && refused.detail() != null
                ? refused.detail()
                : Value.Document.EMPTY;
        return new CairnException.Refused(
                refusal.code(),
                refusal.at(),
                refusal.getMessage(),
                detail.toBuilder().put("linked", read).build());
    }
}
