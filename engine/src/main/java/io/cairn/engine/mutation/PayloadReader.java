package io.cairn.engine.mutation;

import io.cairn.engine.codec.Bson;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Parses the BSON in {@code data} by the type of its mutation; refuses fields it does not know. */
public final class PayloadReader {
    private static final String DOCUMENTS = "documents";
    private static final String IDS = "id_list";

    private PayloadReader() {}

    /** Parses and checks {@code data}. */
    public static Payload read(MutationType type, byte[] data) {
        PayloadFields fields = new PayloadFields(Bson.decode(data, "data"));
        Long given = fields.number("expires");
        long expires = given == null ? Long.MAX_VALUE : given;
        Account sessionOf = SessionPayload.account(fields, "session_of");
        Operation operation = switch (type) {
            case CREATE_DATABASE -> createDatabase(fields);
            case CREATE_COLLECTION -> createCollection(fields);
            case ADD_DATABASE_MEMBER -> setMember(fields);
            case ADD_DOCUMENT -> addDocuments(fields);
            case SET_DOCUMENT -> setDocuments(fields);
            case UPSERT_DOCUMENT -> upsertDocuments(fields);
            case UPDATE_DOCUMENT -> updateDocuments(fields);
            case DELETE_DOCUMENT ->
                new Operation.DeleteDocuments(fields.database(), fields.collection(), fields.ids(IDS));
            case SET_DATABASE -> setDatabase(fields);
            case SET_COLLECTION ->
                new Operation.SetCollection(
                        fields.database(), fields.name("name"), fields.requireFlag("strangers_may_add"));
            case SET_SCHEMA ->
                new Operation.SetSchema(fields.database(), fields.collection(), fields.documentOrNull("schema"));
            case EXECUTE_SQL -> SqlFields.read(fields);
            case READ_SQL -> SqlFields.question(fields);
            case EXECUTE_QUERIES ->
                Operation.ExecuteQueries.parse(
                                fields.database(), new Value.Array(fields.list("queries")), "data/queries")
                        .forJob(fields.text("job"));
            case RELAY -> RelayFields.relay(fields);
            case APPROVE_RELAY -> RelayFields.approval(fields);
            case OPEN_SESSION -> SessionPayload.open(fields);
            case CLOSE_SESSION -> SessionPayload.close(fields);
            case READ_TOKEN -> new Operation.ReadToken(Boolean.TRUE.equals(fields.flag("wire")));
            case CREATE_EXTERNAL, DEPOSIT, WITHDRAWAL ->
                throw new CairnException.Unsupported("type", "mutations of type " + type + " are reserved");
        };
        fields.finish();
        if (type == MutationType.READ_TOKEN && expires == Long.MAX_VALUE) {
            throw new CairnException.Incorrect("payload-field-missing", "data/expires", "a read token must expire");
        }
        if (type == MutationType.CREATE_DATABASE && sessionOf != null) {
            throw new CairnException.Incorrect(
                    "session-scope", "data/session_of", "no session can be there before its database is");
        }
        return new Payload(operation, expires, sessionOf);
    }

    private static Operation createDatabase(PayloadFields fields) {
        if (!fields.list("permission_list").isEmpty()) {
            throw new CairnException.Unsupported("data/permission_list", "NFT permissions are reserved");
        }
        String description = fields.description();
        String visibility = fields.text("visibility");
        return new Operation.CreateDatabase(
                description == null ? "" : description,
                visibility == null ? Visibility.PUBLIC : Visibility.of(visibility, "data/visibility"));
    }

    private static Operation createCollection(PayloadFields fields) {
        List<Value> indexes = fields.list("index_list");
        for (int i = 0; i < indexes.size(); i++) {
            checkIndex(indexes.get(i), "data/index_list/" + i);
        }
        Boolean strangers = fields.flag("strangers_may_add");
        return new Operation.CreateCollection(fields.database(), fields.name("name"), strangers != null && strangers);
    }

    /** A single ordered field is what every field has anyway; all else waits to be built. */
    private static void checkIndex(Value value, String at) {
        if (!(value instanceof Value.Document index)) {
            throw new CairnException.Incorrect("payload-field-type", at, "an index is an object");
        }
        PayloadFields fields = new PayloadFields(index, at);
        fields.requireText("name");
        List<Value> names = fields.list("fields");
        String type = fields.requireText("type");
        fields.finish();
        if (!type.equals("ordered_index") || names.size() != 1) {
            throw new CairnException.Unsupported(
                    at, "only ordered indexes of one field are built, and those are automatic");
        }
        if (!(names.getFirst() instanceof Value.Text name)) {
            throw new CairnException.Incorrect("payload-field-type", at + "/fields/0", "a field name is a text");
        }
        FieldPath.parse(name.value(), at + "/fields/0");
    }

    private static Operation setMember(PayloadFields fields) {
        String database = fields.database();
        Account member = Account.parse(fields.requireText("member"));
        String op = fields.text("op");
        String role = fields.text("role");
        if (op != null && !op.equals("add") && !op.equals("remove")) {
            throw new CairnException.Incorrect("member-op-unknown", "data/op", "op is add or remove");
        }
        if ("remove".equals(op)) {
            if (role != null) {
                throw new CairnException.Incorrect(
                        "role-unexpected", "data/role", "a removal takes away whatever role there is and names none");
            }
            return new Operation.SetMember(database, member, null);
        }
        if (role == null) {
            throw new CairnException.Incorrect("payload-field-missing", "data/role", "the field role is missing");
        }
        return new Operation.SetMember(database, member, Role.of(role, "data/role"));
    }

    private static Operation setDatabase(PayloadFields fields) {
        String visibility = fields.text("visibility");
        return new Operation.SetDatabase(
                fields.database(),
                fields.description(),
                visibility == null ? null : Visibility.of(visibility, "data/visibility"),
                fields.quota("quota_entries"),
                fields.quota("quota_bytes"));
    }

    private static Operation addDocuments(PayloadFields fields) {
        List<Value.Document> given = fields.documents(DOCUMENTS);
        List<@Nullable String> ids = new ArrayList<>(given.size());
        List<Value.Document> documents = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String at = "data/documents/" + i;
            ids.add(takeId(given.get(i), at));
            documents.add(stored(given.get(i), at));
        }
        return new Operation.AddDocuments(fields.database(), fields.collection(), ids, documents);
    }

    private static Operation setDocuments(PayloadFields fields) {
        List<String> ids = fields.ids(IDS);
        return new Operation.SetDocuments(fields.database(), fields.collection(), ids, documentsFor(fields, ids));
    }

    private static Operation upsertDocuments(PayloadFields fields) {
        List<String> ids = fields.ids(IDS);
        return new Operation.UpsertDocuments(fields.database(), fields.collection(), ids, documentsFor(fields, ids));
    }

    private static List<Value.Document> documentsFor(PayloadFields fields, List<String> ids) {
        List<Value.Document> given = fields.documents(DOCUMENTS);
        requireSameSize(given.size(), ids.size(), "data/id_list");
        List<Value.Document> documents = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String at = "data/documents/" + i;
            String inner = takeId(given.get(i), at);
            if (inner != null && !inner.equals(ids.get(i))) {
                throw new CairnException.Incorrect("document-id-mismatch", at + "/_id", "_id and id_list differ");
            }
            documents.add(stored(given.get(i), at));
        }
        return documents;
    }

    private static Operation updateDocuments(PayloadFields fields) {
        List<Value.Document> given = fields.documents(DOCUMENTS);
        List<String> listed = fields.has(IDS) ? fields.ids(IDS) : null;
        List<Value> masks = fields.list("masks");
        requireSameSize(masks.size(), given.size(), "data/masks");
        List<String> ids = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        List<List<FieldPath>> paths = new ArrayList<>();
        List<Value.Document> patches = new ArrayList<>();
        if (listed != null) {
            requireSameSize(listed.size(), given.size(), "data/id_list");
        }
        for (int i = 0; i < given.size(); i++) {
            String at = "data/documents/" + i;
            String inner = takeId(given.get(i), at);
            String id = listed == null ? inner : listed.get(i);
            if (id == null || (inner != null && !inner.equals(id))) {
                throw new CairnException.Incorrect(
                        "document-id-mismatch", at + "/_id", "an update names its document in _id or id_list, alike");
            }
            if (!seen.add(id)) {
                throw new CairnException.Incorrect(
                        "document-id-repeated", at + "/_id", "an id stands twice in one mutation");
            }
            ids.add(id);
            paths.add(Masks.read(masks.get(i), "data/masks/" + i));
            patches.add(stored(given.get(i), at));
        }
        return new Operation.UpdateDocuments(fields.database(), fields.collection(), ids, paths, patches);
    }

    private static void requireSameSize(int found, int expected, String at) {
        if (found != expected) {
            throw new CairnException.Incorrect(
                    "payload-list-length",
                    at,
                    "expected as many elements as documents: " + expected + ", found " + found);
        }
    }

    private static @Nullable String takeId(Value.Document document, String at) {
        Value id = document.get(Names.ID);
        if (id == null) {
            return null;
        }
        if (!(id instanceof Value.Text text)) {
            throw new CairnException.Incorrect("document-id-invalid", at + "/_id", "a document id is a text");
        }
        return Names.documentId(text.value(), at + "/_id");
    }

    private static Value.Document stored(Value.Document document, String at) {
        Value.Document stored =
                document.has(Names.ID) ? document.toBuilder().remove(Names.ID).build() : document;
        Names.document(stored, at);
        return stored;
    }
}
