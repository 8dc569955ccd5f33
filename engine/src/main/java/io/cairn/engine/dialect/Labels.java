package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of what a SELECT gives. Behind AS PostgreSQL takes any word, and H2 no keyword of its own. Where a name is not
 * given, PostgreSQL has rules for one ({@link OutputName}), and H2 others.
 */
final class Labels {
    private static final Words KEYWORDS = Words.of(
            "all and any array as asymmetric authorization between both case cast check constraint cross",
            "current_catalog current_date current_path current_role current_schema current_time current_timestamp",
            "current_user day default distinct else end except exists false fetch for foreign from full group groups",
            "having hour if ilike in inner intersect interval is join key leading left like limit localtime",
            "localtimestamp minus minute month natural not null offset on or order over partition primary qualify range",
            "regexp right row rownum rows second select session_user set some symmetric system_user table to top trailing",
            "true uescape union unique unknown user using value values when where window with year");

    private static final Words QUERIES = Words.of("select with");

    private static final Words SELECT = Words.of("select");
    private static final Words LISTED = Words.of("select returning");

    private static final Words ENDS =
            Words.of("from union intersect except where group having window order limit offset fetch returning");

    private final List<List<Node>> items;
    private final List<String> names = new ArrayList<>();
    private final boolean isTop;
    private final boolean isAnswer;

    private Labels(List<Node> level, int select, int end, boolean isTop, boolean isAnswer) {
        this.items = Nodes.split(level.subList(select, end));
        this.isTop = isTop;
        this.isAnswer = isAnswer;
        for (int i = 0; i < items.size(); i++) {
            names.add(OutputName.of(items.get(i), from(i)));
        }
    }

    /**
     * A level with names in quotes where H2 needs them, and names where it has others.
     *
     * @param isTop whether it is the statement; within it two columns of one name would be refused
     */
    static List<Node> rewrite(List<Node> level, boolean isTop) {
        int select = Nodes.find(level, 0, isTop ? LISTED : SELECT);
        if (select == level.size()) {
            return level;
        }
        boolean isQuery = isTop
                && level.getFirst().is(TokenKind.WORD)
                && QUERIES.has(level.getFirst().value());
        List<Node> named = new ArrayList<>(level.size() + 4);
        named.addAll(level.subList(0, select));
        int at = select;
        while (at < level.size()) {
            boolean returns = isTop && level.get(at).isWord("returning");
            if (!returns && !level.get(at).isWord("select")) {
                named.add(level.get(at++));
                continue;
            }
            int end = end(level, at);
            new Labels(level, at, end, isTop, isQuery || returns).list(named);
            at = end;
        }
        return named;
    }

    /** Where the list of a SELECT ends. */
    static int end(List<Node> level, int select) {
        int end = Nodes.find(level, select + 1, ENDS);
        while (end < level.size()
                && (level.get(end - 1).isWord("as")
                        || level.get(end - 1).isWord("within")
                        || level.get(end - 1).is(".")
                        || level.get(end - 1).isWord("within")
                        || level.get(end - 1).isWord("distinct")
                                && level.get(end).isWord("from"))) {
            end = Nodes.find(level, end + 1, ENDS);
        }
        return end;
    }

    private void list(List<Node> named) {
        for (int i = 0; i < items.size(); i++) {
            List<Node> item = items.get(i);
            if (i > 0) {
                named.addAll(Nodes.of(","));
            }
            int last = item.size() - 1;
            if (last > 0 && item.get(last - 1).isWord("as") && isKeyword(item.get(last))) {
                named.addAll(item.subList(0, last));
                named.add(Nodes.quoted(item.get(last).value(), item.get(last).start()));
                continue;
            }
            named.addAll(item);
            String name = label(i);
            if (!name.isEmpty()) {
                named.addAll(Nodes.template(
                        "AS ?", List.of(Nodes.quoted(name, item.get(last).start()))));
            }
        }
    }

    private static boolean isKeyword(Node node) {
        return node.is(TokenKind.WORD) && KEYWORDS.has(node.value());
    }

    private int from(int place) {
        return place == 0 ? behindSelect(items.getFirst()) : 0;
    }

    /** What an item is to be called where H2 would call it otherwise; else empty. */
    private String label(int place) {
        String name = names.get(place);
        List<Node> item = items.get(place);
        boolean isUnnamed =
                name.equals(OutputName.NONE) && !(isAnswer ? isMade(item, from(place)) : isOfJson(item, from(place)));
        boolean isRows = !name.isEmpty()
                && item.get(from(place)).is(TokenKind.WORD)
                && SetFunctions.isOne(item.get(from(place)).value());
        return isUnnamed || isRows || !isTop && isTwice(place, name) ? "" : name;
    }

    /** Whether it is more than a value, which H2 calls as PostgreSQL does. */
    private static boolean isMade(List<Node> item, int from) {
        return item.size() > from + 1 || item.get(from).isRound();
    }

    private static boolean isOfJson(List<Node> item, int from) {
        int operator = item.size() - 2;
        return operator > from && JsonCalls.function(item.get(operator)).isPresent();
    }

    private boolean isTwice(int place, String name) {
        for (int i = 0; i < items.size(); i++) {
            Node last = items.get(i).isEmpty() ? null : items.get(i).getLast();
            String other = names.get(i).isEmpty() && last != null && last.isName() ? last.value() : names.get(i);
            if (i != place && other.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The names that a list gives, as far as it says them. */
    static Set<String> names(List<Node> list) {
        Set<String> names = new TreeSet<>();
        boolean isFirst = true;
        for (List<Node> item : Nodes.split(list)) {
            int from = isFirst ? behindSelect(item) : 0;
            isFirst = false;
            int last = item.size() - 1;
            boolean isName = last >= from
                    && item.get(last).isName()
                    && (last == from
                            || item.get(last - 1).is(".")
                            || item.get(last - 1).isWord("as")
                            || OutputName.hasAlias(item, from));
            if (isName) {
                names.add(item.get(last).value());
            }
        }
        return names;
    }

    /** Where the first item of a list begins. */
    static int behindSelect(List<Node> item) {
        int at = 1;
        while (at < item.size()
                && (item.get(at).isWord("all")
                        || item.get(at).isWord("distinct")
                        || item.get(at).isWord("on"))) {
            at += item.get(at).isWord("on") ? 2 : 1;
        }
        return Math.min(at, item.size());
    }
}
