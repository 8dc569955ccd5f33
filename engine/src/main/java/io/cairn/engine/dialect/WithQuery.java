package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a query of WITH stands in its level.
 *
 * @param name the place of its name
 * @param body the place of its brackets, behind which it ends
 */
record WithQuery(int name, int body) {
    /** Where the queries of the WITH there begin. */
    static int first(List<Node> level, int with) {
        return Nodes.isAt(level, with + 1, "recursive") ? with + 2 : with + 1;
    }

    /** The queries of the WITH that stands there; none where the word is that of anything else. */
    static List<WithQuery> all(List<Node> level, int with) {
        List<WithQuery> queries = new ArrayList<>();
        if (!level.get(with).isWord("with") || with > 0 && level.get(with - 1).is(".")) {
            return queries;
        }
        int at = first(level, with);
        while (true) {
            int body = body(level, at);
            if (body == level.size() && queries.isEmpty()) {
                return queries;
            }
            if (body == level.size()) {
                throw Refusal.malformed(Nodes.startOf(level, at), "WITH name AS (query) is expected");
            }
            queries.add(new WithQuery(at, body));
            if (body + 1 == level.size() || !level.get(body + 1).is(",")) {
                return queries;
            }
            at = body + 2;
        }
    }

    /** The place of the brackets of the query that begins there, or the level's size. */
    private static int body(List<Node> level, int name) {
        if (name >= level.size() || !level.get(name).isName()) {
            return level.size();
        }
        int as = name + 1 < level.size() && level.get(name + 1).isRound() ? name + 2 : name + 1;
        int body = as + 1;
        body += Nodes.isAt(level, body, "not", "materialized") ? 2 : Nodes.isAt(level, body, "materialized") ? 1 : 0;
        boolean isQuery = Nodes.isAt(level, as, "as")
                && body < level.size()
                && level.get(body).isRound();
        return isQuery ? body : level.size();
    }
}
