package io.cairn.node.demo;

import io.cairn.engine.codec.Car;
import io.cairn.engine.codec.Cid;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.verify.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a lying node could make of an honest answer, each well-formed in itself. */
public final class Forgeries {
    private Forgeries() {}

    /** Forged archives by what was done to them. */
    public static Map<String, byte[]> of(byte[] car) {
        Answer honest = Answer.parse(car);
        Map<String, byte[]> forged = new LinkedHashMap<>();
        List<StoredDocument> documents = honest.documents();
        if (!documents.isEmpty()) {
            StoredDocument first = documents.getFirst();
            List<StoredDocument> changed = new ArrayList<>(documents);
            changed.set(0, changed(first));
            forged.put("value-changed", with(honest, changed, honest.pages()));
            forged.put("row-dropped", with(honest, documents.subList(1, documents.size()), honest.pages()));
            List<StoredDocument> more = new ArrayList<>(documents);
            more.add(new StoredDocument(
                    first.id() + "x", first.owner(), first.createdSequence(), first.changedSequence(), first.fields()));
            forged.put("row-added", with(honest, more, honest.pages()));
            forged.put("rows-reordered", with(honest, documents.reversed(), honest.pages()));
        }
        List<byte[]> pages = honest.pages();
        forged.put("page-missing", with(honest, documents, pages.subList(1, pages.size())));
        List<byte[]> surplus = new ArrayList<>(pages);
        surplus.add(new byte[] {(byte) 0xC1, 0, 0, 0, 0});
        surplus.sort((a, b) -> Cid.of(Cid.Codec.RAW, a).compareTo(Cid.of(Cid.Codec.RAW, b)));
        forged.put("page-surplus", with(honest, documents, surplus));
        List<byte[]> altered = new ArrayList<>(pages);
        byte[] page = altered.getFirst().clone();
        page[page.length - 1] ^= 1;
        altered.set(0, page);
        forged.put("page-altered", with(honest, documents, altered));
        return forged;
    }

    private static StoredDocument changed(StoredDocument document) {
        Value.Document fields = document.fields().toBuilder().put("forged", 1).build();
        return new StoredDocument(
                document.id(), document.owner(), document.createdSequence(), document.changedSequence(), fields);
    }

    private static byte[] with(Answer honest, List<StoredDocument> documents, List<byte[]> pages) {
        return new Answer(honest.question(), honest.header(), honest.checkpoint(), documents, pages).toCar();
    }

    /** Whether an archive is refused. */
    public static boolean isRefused(byte[] car, byte[] nodeKey) {
        try {
            Answer.verify(car, nodeKey);
            return false;
        } catch (CairnException.ProofInvalid refused) {
            return true;
        }
    }

    /** How many blocks an archive holds. */
    static int blocks(byte[] car) {
        return Car.read(car, new Car.Limits(car.length, 70_000, car.length))
                .blocks()
                .size();
    }
}
