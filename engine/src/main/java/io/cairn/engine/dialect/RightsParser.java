package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads statements about rights: grants, roles, row policies, statement patterns. */
final class RightsParser {
    private static final Words OBJECTS = Words.of("role policy");
    private static final Words COMMANDS = Words.of("all select insert update delete");

    private final List<Node> nodes;
    private final String text;
    private int at;

    private RightsParser(List<Node> nodes, String text) {
        this.nodes = nodes;
        this.text = text;
    }

    /** Whether a statement that begins with CREATE, ALTER or DROP is about rights. */
    static boolean isAbout(List<Node> nodes) {
        boolean isObject = nodes.size() > 1 && OBJECTS.has(nodes.get(1).value());
        boolean isSetting = Nodes.isAt(nodes, 0, "alter", "database")
                && (Nodes.isAt(nodes, 2, "set", "read_record") || Nodes.isAt(nodes, 3, "set", "read_record"));
        if (isObject || isSetting || Nodes.isAt(nodes, 1, "statement", "pattern")) {
            return true;
        }
        int end = nodes.size();
        return Nodes.isAt(nodes, 0, "alter", "table") && Nodes.isAt(nodes, end - 3, "row", "level", "security");
    }

    /** Reads a statement that is about rights. */
    static Statement.Rights read(List<Node> nodes, String text, String shape) {
        RightsParser parser = new RightsParser(nodes, text);
        RightsChange change = parser.change();
        if (parser.at < nodes.size()) {
            throw Refusal.malformed(nodes.get(parser.at).start(), "the end of the statement is expected");
        }
        return new Statement.Rights(change, shape);
    }

    private RightsChange change() {
        String verb = nodes.get(at++).value();
        return switch (verb) {
            case "grant" -> grant(true);
            case "revoke" -> grant(false);
            default -> {
                if (verb.equals("alter") && skip("table")) {
                    yield rowSecurity();
                }
                if (verb.equals("alter") && skip("database")) {
                    yield setting();
                }
                if (skip("statement")) {
                    expect("pattern");
                    yield pattern(verb);
                }
                yield skip("role") ? role(verb) : policy(verb);
            }
        };
    }

    /** Of the database that the statement runs in, whatever name it says. */
    private RightsChange setting() {
        if (!Nodes.isAt(nodes, at, "set")) {
            name();
        }
        expect("set");
        expect("read_record");
        if (at < nodes.size() && nodes.get(at).is("=")) {
            at++;
        } else {
            expect("to");
        }
        String value = at < nodes.size() ? nodes.get(at++).value() : "";
        return switch (value) {
            case "on", "true" -> new RightsChange.KeepReads(true);
            case "off", "false" -> new RightsChange.KeepReads(false);
            default -> throw Refusal.malformed(Nodes.startOf(nodes, at - 1), "read_record = 'on' or 'off' is expected");
        };
    }

    private RightsChange grant(boolean grants) {
        boolean optionOnly = !grants && (skip("grant", "option", "for") || skip("admin", "option", "for"));
        int on = Nodes.find(nodes, at, "on");
        if (on == nodes.size()) {
            List<String> roles = names();
            expect(grants ? "to" : "from");
            List<String> members = names();
            boolean option = optionOnly || (grants && skip("with", "admin", "option"));
            return new RightsChange.Memberships(
                    grants, roles, members, new RightsChange.Ending(option, ending(grants)));
        }
        List<RightsChange.Named> privileges = privileges(on);
        at = on + 1;
        RightsChange.Kind kind = kind();
        List<TableName> objects = objects(kind);
        expect(grants ? "to" : "from");
        List<String> grantees = names();
        boolean option = optionOnly || (grants && skip("with", "grant", "option"));
        return new RightsChange.Privileges(
                grants, privileges, kind, objects, grantees, new RightsChange.Ending(option, ending(grants)));
    }

    private boolean ending(boolean grants) {
        if (grants) {
            return false;
        }
        boolean cascades = skip("cascade");
        if (!cascades) {
            skip("restrict");
        }
        return cascades;
    }

    private List<RightsChange.Named> privileges(int end) {
        List<RightsChange.Named> privileges = new ArrayList<>();
        for (List<Node> part : Nodes.split(nodes.subList(at, end))) {
            boolean hasColumns = part.size() > 1 && part.getLast().isRound();
            List<Node> words = hasColumns ? part.subList(0, part.size() - 1) : part;
            boolean isAll = Nodes.isAt(words, 0, "all");
            boolean isOne = words.size() == 1
                    || (isAll && words.size() == 2 && words.get(1).isWord("privileges"));
            if (!isOne || !words.getFirst().is(TokenKind.WORD)) {
                throw Refusal.malformed(Nodes.startOf(nodes, at), "a privilege is expected");
            }
            List<String> columns = hasColumns ? columns((Node.Group) part.getLast()) : List.of();
            privileges.add(new RightsChange.Named(words.getFirst().value(), columns));
        }
        return privileges;
    }

    private static List<String> columns(Node.Group group) {
        List<String> columns = new ArrayList<>();
        for (List<Node> part : Nodes.split(group.nodes())) {
            if (part.size() != 1 || !part.getFirst().isName()) {
                throw Refusal.malformed(group.start(), "names of columns are expected");
            }
            columns.add(part.getFirst().value());
        }
        return columns;
    }

    private RightsChange.Kind kind() {
        if (skip("database")) {
            return RightsChange.Kind.DATABASE;
        }
        if (skip("all", "tables", "in", "schema")) {
            return RightsChange.Kind.TABLES_OF_SCHEMA;
        }
        if (skip("sequence")) {
            return RightsChange.Kind.SEQUENCE;
        }
        if (skip("statement", "pattern")) {
            return RightsChange.Kind.STATEMENT_PATTERN;
        }
        for (String refused : List.of("schema", "function", "domain", "type", "language", "all", "large")) {
            if (Nodes.isAt(nodes, at, refused)) {
                throw Refusal.notSupported(
                        nodes.get(at).start(), "rights on anything but databases, tables, sequences and patterns");
            }
        }
        skip("table");
        return RightsChange.Kind.TABLE;
    }

    private List<TableName> objects(RightsChange.Kind kind) {
        List<TableName> objects = new ArrayList<>();
        do {
            TableName name = table();
            boolean isOneName = kind != RightsChange.Kind.TABLE && kind != RightsChange.Kind.SEQUENCE;
            if (isOneName && name.schema().isPresent()) {
                throw Refusal.malformed(Nodes.startOf(nodes, at), "a name of one part is expected");
            }
            objects.add(name);
        } while (skipComma());
        return objects;
    }

    private RightsChange role(String verb) {
        if (verb.equals("create")) {
            return new RightsChange.MakeRole(name());
        }
        if (!verb.equals("drop")) {
            throw Refusal.notSupported(nodes.getFirst().start(), "options of roles");
        }
        boolean ifExists = skip("if", "exists");
        return new RightsChange.DropRole(names(), ifExists);
    }

    private RightsChange pattern(String verb) {
        boolean ifExists = verb.equals("drop") && skip("if", "exists");
        String name = name();
        if (verb.equals("drop")) {
            return new RightsChange.DropPattern(name, ifExists);
        }
        if (!verb.equals("create")) {
            throw Refusal.notSupported(nodes.getFirst().start(), "changes of patterns; drop and create it");
        }
        expect("as");
        int from = Nodes.startOf(nodes, at);
        if (at == nodes.size()) {
            throw Refusal.malformed(from, "a statement is expected");
        }
        List<Token> tokens = Nodes.tokens(nodes);
        at = nodes.size();
        return new RightsChange.MakePattern(
                name, text.substring(from, tokens.getLast().end()));
    }

    private RightsChange policy(String verb) {
        expect("policy");
        boolean ifExists = verb.equals("drop") && skip("if", "exists");
        String name = name();
        expect("on");
        TableName table = table();
        if (verb.equals("drop")) {
            if (!skip("cascade")) {
                skip("restrict");
            }
            return new RightsChange.DropPolicy(name, table, ifExists);
        }
        if (verb.equals("alter")) {
            Optional<String> newName = skip("rename", "to") ? Optional.of(name()) : Optional.empty();
            return new RightsChange.ChangePolicy(name, table, newName, terms());
        }
        boolean permissive = true;
        if (skip("as")) {
            permissive = !skip("restrictive");
            if (permissive) {
                expect("permissive");
            }
        }
        String command = "all";
        if (skip("for")) {
            command = name();
            if (!COMMANDS.has(command)) {
                throw Refusal.malformed(Nodes.startOf(nodes, at - 1), "ALL, SELECT, INSERT, UPDATE or DELETE");
            }
        }
        return new RightsChange.MakePolicy(name, table, permissive, command, terms());
    }

    private RightsChange.Terms terms() {
        Optional<List<String>> to = skip("to") ? Optional.of(names()) : Optional.empty();
        Optional<String> using = skip("using") ? Optional.of(condition()) : Optional.empty();
        Optional<String> check = skip("with", "check") ? Optional.of(condition()) : Optional.empty();
        return new RightsChange.Terms(to, using, check);
    }

    private String condition() {
        if (at < nodes.size() && nodes.get(at) instanceof Node.Group group && group.isRound()) {
            at++;
            return text.substring(group.open().end(), group.close().start());
        }
        throw Refusal.malformed(Nodes.startOf(nodes, at), "a condition in brackets is expected");
    }

    private RightsChange rowSecurity() {
        TableName table = table();
        boolean ofOwners = Nodes.isAt(nodes, at, "force") || Nodes.isAt(nodes, at, "no", "force");
        boolean on = !skip("disable") && !skip("no");
        if (ofOwners) {
            expect("force");
        } else if (on) {
            expect("enable");
        }
        expect("row");
        expect("level");
        expect("security");
        return new RightsChange.RowSecurity(table, ofOwners, on);
    }

    private TableName table() {
        int end = Nodes.nameEnd(nodes, at);
        TableName table = Travel.tableName(nodes.subList(at, end));
        at = end;
        return table;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (skipComma());
        return names;
    }

    private String name() {
        if (at >= nodes.size() || !nodes.get(at).isName()) {
            throw Refusal.malformed(Nodes.startOf(nodes, at), "a name is expected");
        }
        return nodes.get(at++).value();
    }

    private boolean skipComma() {
        boolean isThere = at < nodes.size() && nodes.get(at).is(",");
        at += isThere ? 1 : 0;
        return isThere;
    }

    private boolean skip(String... words) {
        boolean areThere = Nodes.isAt(nodes, at, words);
        at += areThere ? words.length : 0;
        return areThere;
    }

    private void expect(String word) {
        if (!skip(word)) {
            throw Refusal.malformed(Nodes.startOf(nodes, at), word + " is expected");
        }
    }
}
