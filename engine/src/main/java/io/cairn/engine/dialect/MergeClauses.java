package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code WHEN … THEN DO NOTHING} of MERGE, which H2 has not: the clause goes, and those of its kind behind it hold where its
 * condition does not.
 */
final class MergeClauses {
    private static final List<Node> NEVER = Nodes.of("WHEN MATCHED AND FALSE THEN DELETE");

    private MergeClauses() {}

    /**
     * A clause.
     *
     * @param condition of AND; empty where there is none
     */
    private record Clause(boolean isMatched, List<Node> condition, List<Node> action) {
        boolean doesNothing() {
            return action.size() == 2 && Nodes.isAt(action, 0, "do", "nothing");
        }

        List<Node> written(List<Node> except) {
            List<Node> written = new ArrayList<>(Nodes.of(isMatched ? "WHEN MATCHED" : "WHEN NOT MATCHED"));
            if (!condition.isEmpty()) {
                written.addAll(Nodes.template("AND (?)", condition));
            }
            written.addAll(except);
            written.addAll(Nodes.of("THEN"));
            written.addAll(action);
            return written;
        }
    }

    /** The statement in H2's words. */
    static List<Node> rewrite(List<Node> merge) {
        int first = when(merge, 0);
        List<Clause> clauses = new ArrayList<>();
        for (int at = first; at < merge.size(); ) {
            int end = when(merge, at + 1);
            clauses.add(clause(merge.subList(at, end)));
            at = end;
        }
        if (clauses.stream().noneMatch(Clause::doesNothing)) {
            return merge;
        }
        List<Node> rewritten = new ArrayList<>(merge.subList(0, first));
        for (boolean isMatched : new boolean[] {true, false}) {
            rewritten.addAll(written(clauses, isMatched));
        }
        return rewritten.size() > first ? rewritten : with(rewritten, NEVER);
    }

    /** The clauses of one kind; those of the other never meet the same row. */
    private static List<Node> written(List<Clause> clauses, boolean isMatched) {
        List<Node> written = new ArrayList<>();
        List<Node> except = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause.isMatched != isMatched) {
                continue;
            }
            if (!clause.doesNothing()) {
                written.addAll(clause.written(except));
            } else if (clause.condition.isEmpty()) {
                break;
            } else {
                except.addAll(Nodes.template("AND (?) IS NOT TRUE", clause.condition));
            }
        }
        return written;
    }

    private static List<Node> with(List<Node> nodes, List<Node> more) {
        nodes.addAll(more);
        return nodes;
    }

    private static Clause clause(List<Node> nodes) {
        boolean isMatched = Nodes.isAt(nodes, 1, "matched");
        int at = isMatched ? 2 : 3;
        int then = outside(nodes, at, "then");
        if (!isMatched && !Nodes.isAt(nodes, 1, "not", "matched") || then == nodes.size()) {
            throw Refusal.malformed(nodes.getFirst().start(), "WHEN [NOT] MATCHED [AND …] THEN is expected");
        }
        List<Node> condition = Nodes.isAt(nodes, at, "and") ? nodes.subList(at + 1, then) : List.of();
        return new Clause(isMatched, condition, nodes.subList(then + 1, nodes.size()));
    }

    private static int when(List<Node> nodes, int from) {
        return outside(nodes, from, "when");
    }

    /** The place of a word that no CASE has. */
    private static int outside(List<Node> nodes, int from, String word) {
        int depth = 0;
        for (int i = from; i < nodes.size(); i++) {
            if (depth == 0 && nodes.get(i).isWord(word)) {
                return i;
            }
            depth += nodes.get(i).isWord("case") ? 1 : 0;
            depth -= nodes.get(i).isWord("end") ? 1 : 0;
        }
        return nodes.size();
    }
}
