package io.cairn.engine.dialect;

import java.util.List;

/** The words that a statement may be made of, for those who help to write one. */
public final class Vocabulary {
    private static final Words KEYWORDS = Words.of(
            "add all alter and any array as asc begin between block by cascade case cast check collate column comment",
            "commit conflict constraint create cross current current_date current_time current_timestamp current_user",
            "cycle data database default delete desc diff distinct do domain drop else end enum except exists explain",
            "false fetch filter first following for foreign from full generated grant group having history identity if",
            "ilike in index inner insert intersect into is join key last lateral left like limit materialized merge",
            "natural next no not nothing null nulls of offset on only or order outer over partition policy preceding",
            "primary privileges range recursive references release rename replace restrict returning revoke right role",
            "rollback row rows savepoint schema select sequence set show some start table then to transaction true",
            "truncate type unbounded union unique update using values view when where window with work",
            "bigint boolean bytea char date double integer interval jsonb numeric precision real serial smallint text",
            "time timestamp timestamptz uuid varchar");

    private Vocabulary() {}

    /** Keywords and names of types, in lower case, sorted. */
    public static List<String> keywords() {
        return KEYWORDS.sorted();
    }

    /** Functions that may be called, in lower case, sorted. */
    public static List<String> functions() {
        return Functions.allowed();
    }
}
