package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What names and documents may look like; stateless checks that gate and engine share. */
public final class Names {
    /** Longest document id or collection name in UTF-8 bytes. */
    public static final int BYTES_MAX = 128;
    /** Most documents in one mutation. */
    public static final int DOCUMENTS_MAX = 10_000;
    /** Longest stored document in bytes. */
    public static final int DOCUMENT_BYTES_MAX = 1024 * 1024;
    /** Most indexed fields of one document, nested ones included. */
    public static final int INDEXED_FIELDS_MAX = 256;
    /** Longest description in UTF-8 bytes. */
    public static final int DESCRIPTION_BYTES_MAX = 1024;
    /** The field that names a document. */
    public static final String ID = "_id";
    /** The name that WeaveDB has for the id of a document. */
    public static final String ID_ALIAS = "__id__";
    /** The field that names a document's owner in answers. */
    public static final String OWNER = "_owner";

    /** Longest path name of a nested collection in UTF-8 bytes. */
    public static final int PATH_BYTES_MAX = 512;

    private static final String NAME_INVALID = "collection-name-invalid";
    private static final int SHOWN_MAX = 80;

    private Names() {}

    /**
     * Checks a collection name: a simple one, or the path name of a nested collection, which is the names of collections
     * and documents that lead to it and its own, with {@code /} between them.
     */
    public static String collection(String name, String at) {
        if (name.indexOf('/') < 0) {
            return simple(name, at);
        }
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int i = name.indexOf('/'); i >= 0; i = name.indexOf('/', start)) {
            names.add(name.substring(start, i));
            start = i + 1;
        }
        names.add(name.substring(start));
        if (names.size() % 2 == 0) {
            throw invalidPath(name, at);
        }
        for (int i = 0; i < names.size(); i++) {
            checked(names.get(i), at, NAME_INVALID, "a name in the path of a collection");
        }
        return path(names, at);
    }

    /** Checks the name of a collection that is not nested. */
    static String simple(String name, String at) {
        return checked(name, at, NAME_INVALID, "a collection name");
    }

    /** The path name of a collection by the names that lead to it, an odd number: of collections and documents in turn. */
    public static String path(List<String> names, String at) {
        for (int i = 0; i < names.size(); i++) {
            if (i % 2 == 0) {
                simple(names.get(i), at);
            } else {
                documentId(names.get(i), at);
            }
        }
        String path = String.join("/", names);
        if (path.length() > PATH_BYTES_MAX || path.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES_MAX) {
            throw invalidPath(path, at);
        }
        return path;
    }

    /** The collections that a nested collection is inside of, the nearest first. */
    public static List<String> ancestors(String collection) {
        List<String> ancestors = new ArrayList<>();
        int end = collection.lastIndexOf('/');
        while (end >= 0) {
            int document = collection.lastIndexOf('/', end - 1);
            ancestors.add(collection.substring(0, document));
            end = collection.lastIndexOf('/', document - 1);
        }
        return ancestors;
    }

    private static CairnException invalidPath(String path, String at) {
        return new CairnException.Incorrect(
                NAME_INVALID,
                at,
                "the path of a nested collection is collection/document/collection and so on, at most " + PATH_BYTES_MAX
                        + " bytes: " + shown(path));
    }

    /** Checks a document id. */
    public static String documentId(String id, String at) {
        return checked(id, at, "document-id-invalid", "a document id");
    }

    static String checked(String name, String at, String code, String what) {
        boolean valid = !name.isEmpty()
                && name.length() <= BYTES_MAX
                && Value.Text.isWellFormed(name)
                && name.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX
                && !name.equals(".")
                && !name.equals("..")
                && !(name.length() >= 4 && name.startsWith("__") && name.endsWith("__"));
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = c >= ' ' && c != 0x7F && c != '/';
        }
        if (!valid) {
            throw new CairnException.Incorrect(
                    code,
                    at,
                    what + " has 1 to 128 bytes, no '/' and no control characters, and is not '.', '..' or '__…__': "
                            + shown(name));
        }
        return name;
    }

    /** Checks a document to be stored, without its id. */
    public static void document(Value.Document document, String at) {
        for (String name : document.fields().keySet()) {
            if (name.equals(ID) || name.equals(OWNER) || name.startsWith("__")) {
                throw new CairnException.Incorrect(
                        "field-name-reserved",
                        at + "/" + shown(name),
                        "the field name " + shown(name) + " is reserved");
            }
        }
        if (FieldPath.indexed(document).size() > INDEXED_FIELDS_MAX) {
            throw new CairnException.Incorrect(
                    "document-too-wide", at, "a document has at most " + INDEXED_FIELDS_MAX + " indexed fields");
        }
    }

    /** A name cut to a length that is fit for a message, control characters made visible. */
    public static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < name.length() && i < SHOWN_MAX; i++) {
            char c = name.charAt(i);
            shown.append(c < ' ' || c == 0x7F || Character.isSurrogate(c) ? '?' : c);
        }
        return name.length() > SHOWN_MAX ? shown + "…" : shown.toString();
    }
}
