package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/** Names that stand behind AS in the list of a SELECT, where PostgreSQL takes any word and H2 no keyword of its own. */
final class Labels {
    private static final Words KEYWORDS = Words.of(
            "all and any array as asymmetric authorization between both case cast check constraint cross day default",
            "distinct else end except exists false fetch for foreign from full group groups having hour if ilike in inner",
            "intersect interval is join key leading left like limit localtime localtimestamp minus minute month natural",
            "not null offset on or order over partition primary qualify range regexp right row rownum rows second select",
            "session_user set some symmetric system_user table to top trailing true uescape union unique unknown user",
            "using value values when where window with year");

    private Labels() {}

    /** A level with such names in quotes. */
    static List<Node> quoted(List<Node> level) {
        List<Node> quoted = level;
        int select = Nodes.find(level, 0, "select");
        for (int i = select; i + 2 <= level.size(); i++) {
            if (isLabel(level, i)) {
                quoted = quoted == level ? new ArrayList<>(level) : quoted;
                quoted.set(i + 1, Nodes.quoted(level.get(i + 1).value(), level.get(i + 1).start()));
            }
        }
        return quoted;
    }

    private static boolean isLabel(List<Node> level, int as) {
        return level.get(as).isWord("as")
                && level.get(as + 1).is(TokenKind.WORD)
                && KEYWORDS.has(level.get(as + 1).value())
                && (as + 2 == level.size()
                        || level.get(as + 2).is(",")
                        || level.get(as + 2).isWord("from"));
    }
}
