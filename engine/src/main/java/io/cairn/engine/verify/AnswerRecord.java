package io.cairn.engine.verify;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.document.StoredDocument;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The DAG-CBOR record of an answer. Its outermost map and the list of documents are written here, because a record
 * may hold more than one value of {@link ValueCodec} may; every part is such a value.
 */
final class AnswerRecord {
    private static final long VERSION = 1;
    private static final int MAP = 0xA0;
    private static final int ARRAY = 0x80;
    private static final int FIELDS = 8;
    private static final int SHORT_MAX = 23;
    private static final int ONE_BYTE = 24;
    private static final int TWO_BYTES = 25;
    private static final int DOCUMENTS_MAX = 0xFFFF;

    private AnswerRecord() {}

    /** The bytes; keys by length, then by bytes: id | v, kind, query, header, result, database, checkpoint, collection. */
    static byte[] encode(Answer answer) {
        ByteWriter out = new ByteWriter(1024);
        out.u8(MAP | FIELDS);
        field(out, "v", Value.of(VERSION));
        switch (answer.question()) {
            case Question.Get get -> {
                field(out, "id", Value.of(get.id()));
                field(out, "kind", Value.of("get"));
            }
            case Question.Find find -> {
                field(out, "kind", Value.of("query"));
                field(out, "query", find.query());
            }
            case Question.Ask ask -> {
                field(out, "kind", Value.of("ask"));
                field(out, "query", ask.query());
            }
        }
        field(out, "header", Value.of(answer.header()));
        ValueCodec.encode(Value.of("result"), out);
        documents(out, answer.documents());
        field(out, "database", Value.of(answer.question().database()));
        field(out, "checkpoint", Value.of(answer.checkpoint()));
        field(out, "collection", Value.of(answer.question().collection()));
        return out.toBytes();
    }

    static Answer decode(byte[] bytes, List<byte[]> pages) {
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != (MAP | FIELDS) || !Value.of(VERSION).equals(expect(in, "v"))) {
            throw Answer.malformed("the record has an unknown form");
        }
        String first = text(ValueCodec.decode(in));
        String id = "";
        Value.Array query = new Value.Array(List.of());
        boolean asks = false;
        if (first.equals("id")) {
            id = text(ValueCodec.decode(in));
            require(text(expect(in, "kind")).equals("get"), "kind");
        } else {
            String kind = text(ValueCodec.decode(in));
            asks = kind.equals("ask");
            require(first.equals("kind") && (asks || kind.equals("query")), "kind");
            query = array(expect(in, "query"));
        }
        byte[] header = bytes(expect(in, "header"));
        require(text(ValueCodec.decode(in)).equals("result"), "result");
        List<StoredDocument> documents = documents(in);
        String database = text(expect(in, "database"));
        String checkpoint = text(expect(in, "checkpoint"));
        String collection = text(expect(in, "collection"));
        in.expectEnd();
        require(!asks || collection.isEmpty(), "collection");
        Question question = asks
                ? new Question.Ask(database, query)
                : first.equals("id")
                        ? new Question.Get(database, collection, id)
                        : new Question.Find(database, collection, query);
        return new Answer(question, header, checkpoint, documents, pages);
    }

    /** Whether two results are the same to the byte; equal values of other types are not. */
    static boolean sameDocuments(List<StoredDocument> left, List<StoredDocument> right) {
        ByteWriter leftBytes = new ByteWriter(1024);
        ByteWriter rightBytes = new ByteWriter(1024);
        documents(leftBytes, left);
        documents(rightBytes, right);
        return Arrays.equals(leftBytes.toBytes(), rightBytes.toBytes());
    }

    private static void documents(ByteWriter out, List<StoredDocument> documents) {
        int count = documents.size();
        if (count <= SHORT_MAX) {
            out.u8(ARRAY | count);
        } else if (count <= 0xFF) {
            out.u8(ARRAY | ONE_BYTE).u8(count);
        } else {
            out.u8(ARRAY | TWO_BYTES).u16(count);
        }
        for (StoredDocument document : documents) {
            out.u8(MAP | 5);
            field(out, "id", Value.of(document.id()));
            field(out, "owner", Value.of(document.owner().text()));
            field(out, "fields", document.fields());
            field(out, "changed", Value.of(document.changedSequence()));
            field(out, "created", Value.of(document.createdSequence()));
        }
    }

    private static List<StoredDocument> documents(ByteReader in) {
        int head = in.u8();
        int count = switch (head) {
            case ARRAY | ONE_BYTE -> in.u8();
            case ARRAY | TWO_BYTES -> in.u16();
            default -> head - ARRAY;
        };
        require(count >= 0 && count <= DOCUMENTS_MAX, "result");
        List<StoredDocument> documents = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            require(in.u8() == (MAP | 5), "result/" + i);
            String id = text(expect(in, "id"));
            Account owner = Account.parse(text(expect(in, "owner")));
            if (!(expect(in, "fields") instanceof Value.Document fields)) {
                throw Answer.malformed("a document's fields are no object");
            }
            long changed = number(expect(in, "changed"));
            long created = number(expect(in, "created"));
            documents.add(new StoredDocument(id, owner, created, changed, fields));
        }
        return documents;
    }

    private static void field(ByteWriter out, String name, Value value) {
        ValueCodec.encode(Value.of(name), out);
        ValueCodec.encode(value, out);
    }

    private static Value expect(ByteReader in, String name) {
        require(text(ValueCodec.decode(in)).equals(name), name);
        return ValueCodec.decode(in);
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw Answer.malformed("expected a text");
    }

    private static byte[] bytes(Value value) {
        if (value instanceof Value.Bytes bytes) {
            return bytes.value();
        }
        throw Answer.malformed("expected bytes");
    }

    private static Value.Array array(Value value) {
        if (value instanceof Value.Array array) {
            return array;
        }
        throw Answer.malformed("expected an array");
    }

    private static long number(Value value) {
        if (value instanceof Value.Int number) {
            return number.value();
        }
        throw Answer.malformed("expected a number");
    }

    private static void require(boolean holds, String name) {
        if (!holds) {
            throw new CairnException.ProofInvalid(
                    "answer-malformed", name, "the record's field " + name + " is missing");
        }
    }
}
