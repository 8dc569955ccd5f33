package io.cairn.engine.dialect;

import java.util.List;

/** Which definitions clients may give: listed objects, in forms without engines, files, users or sessions. */
final class Definitions {
    private static final Words OBJECTS = Words.of("table view index sequence schema domain type");
    private static final Words COMMENTED = Words.of("table column view index sequence schema domain type constraint");
    private static final Words SYSTEM_SCHEMAS = Words.of("pg_catalog information_schema");
    private static final Words ALTERATIONS = Words.of("add drop alter rename");

    private final List<Node> nodes;
    private int at = 1;

    private Definitions(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** Refuses a CREATE, ALTER, DROP or COMMENT that is not listed. */
    static void check(List<Node> nodes) {
        Definitions definition = new Definitions(nodes);
        switch (nodes.getFirst().value()) {
            case "create" -> definition.checkCreated();
            case "alter" -> {
                definition.checkNoSystemObject();
                definition.checkAltered();
            }
            case "drop" -> {
                definition.checkNoSystemObject();
                definition.object(OBJECTS);
            }
            default -> {
                definition.checkNoSystemObject();
                definition.expect("on");
                definition.object(COMMENTED);
            }
        }
    }

    private void checkCreated() {
        boolean replaces = Nodes.isAt(nodes, at, "or", "replace");
        boolean isUnique = Nodes.isAt(nodes, at, "unique");
        at += replaces ? 2 : isUnique ? 1 : 0;
        String object = object(OBJECTS);
        if ((replaces && !object.equals("view")) || (isUnique && !object.equals("index"))) {
            throw refused(1, "a clause that no definition may have");
        }
        if (Nodes.isAt(nodes, at, "concurrently")) {
            at++;
        }
        if (Nodes.isAt(nodes, at, "if", "not", "exists")) {
            at += 3;
        }
        if (!Nodes.isAt(nodes, at, "on")) {
            checkSchema(at);
            at = Nodes.nameEnd(nodes, at);
        }
        switch (object) {
            case "table" -> checkTable();
            case "view" -> {
                skipGroup();
                expect("as");
            }
            case "index" -> checkIndex();
            case "schema" -> end();
            case "type" -> {
                expect("as");
                expect("enum");
            }
            default -> checkNoOwner();
        }
    }

    private void checkNoSystemObject() {
        for (int i = 0; i < nodes.size(); i++) {
            checkSchema(i);
        }
    }

    /** Nothing is made beside the system's tables. */
    private void checkSchema(int name) {
        boolean isNamed = name + 1 < nodes.size() && nodes.get(name + 1).is(".");
        if (isNamed && SYSTEM_SCHEMAS.has(Ascii.lower(nodes.get(name).value()))) {
            throw refused(name, "an object in a schema of the system");
        }
    }

    /** Columns in brackets, or a query; how full pages are is the tree's affair. */
    private void checkTable() {
        skipGroup();
        at += storage(nodes, at);
        if (!Nodes.isAt(nodes, at, "as")) {
            end();
        }
    }

    /** How many nodes are {@code WITH (fillfactor = n)} there: the one storage parameter that is read, and means nothing. */
    static int storage(List<Node> nodes, int at) {
        boolean isThere = Nodes.isAt(nodes, at, "with")
                && at + 1 < nodes.size()
                && nodes.get(at + 1) instanceof Node.Group group
                && group.nodes().size() == 3
                && group.nodes().get(0).isWord("fillfactor")
                && group.nodes().get(1).is("=")
                && group.nodes().get(2).is(TokenKind.NUMBER);
        return isThere ? 2 : 0;
    }

    private void checkIndex() {
        expect("on");
        at = Nodes.nameEnd(nodes, at);
        if (Nodes.isAt(nodes, at, "using")) {
            at++;
            expect("btree");
        }
        refuseExpressions();
        skipGroup();
        if (at < nodes.size()) {
            throw Refusal.notSupported(nodes.get(at).start(), "partial indexes and options of indexes");
        }
    }

    private void refuseExpressions() {
        if (at >= nodes.size() || !(nodes.get(at) instanceof Node.Group columns)) {
            return;
        }
        for (Node node : columns.nodes()) {
            if (node instanceof Node.Group) {
                throw Refusal.notSupported(
                        columns.start(), "an index of an expression; a column GENERATED ALWAYS AS it may have one");
            }
        }
    }

    private void checkAltered() {
        String object = object(OBJECTS);
        if (Nodes.isAt(nodes, at, "if", "exists")) {
            at += 2;
        }
        at = Nodes.nameEnd(nodes, at);
        if (object.equals("sequence")) {
            checkNoOwner();
            return;
        }
        boolean setsDomain = object.equals("domain") && Nodes.isAt(nodes, at, "set");
        Node action = at < nodes.size() ? nodes.get(at) : nodes.getLast();
        if (!setsDomain && !ALTERATIONS.has(action.value())) {
            throw refused(at, "a change that nobody may make");
        }
    }

    private void checkNoOwner() {
        int owned = Nodes.find(nodes, at, Words.of("owned owner"));
        if (owned < nodes.size()) {
            throw refused(owned, "a clause that no definition may have");
        }
    }

    private String object(Words allowed) {
        if (at >= nodes.size()
                || !nodes.get(at).is(TokenKind.WORD)
                || !allowed.has(nodes.get(at).value())) {
            throw refused(at, "an object that nobody may make, change or drop");
        }
        return nodes.get(at++).value();
    }

    private void expect(String word) {
        if (!Nodes.isAt(nodes, at, word)) {
            throw refused(at, "a definition that nobody may give, " + word + " is expected");
        }
        at++;
    }

    private void skipGroup() {
        if (at < nodes.size() && nodes.get(at).isRound()) {
            at++;
        }
    }

    private void end() {
        if (at < nodes.size()) {
            throw refused(at, "a clause that no definition may have");
        }
    }

    private RuntimeException refused(int place, String what) {
        Node node = nodes.get(Math.min(place, nodes.size() - 1));
        return Refusal.notAllowed(
                switch (node) {
                    case Node.Leaf leaf -> leaf.token();
                    case Node.Group group -> group.open();
                },
                what);
    }
}
