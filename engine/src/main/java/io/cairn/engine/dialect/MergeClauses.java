package io.cairn.engine.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code WHEN … THEN DO NOTHING} of MERGE, which H2 has not: the clause goes, and those of its kind behind it hold where its
 * condition does not.
 */
final class MergeClauses {
    private static final int CLAUSES_MAX = 200;
    private static final int TOKENS_MAX = 20_000;
    private static final List<Node> NEVER = Nodes.of("WHEN MATCHED AND FALSE THEN DELETE");

    private final int start;
    private final List<Node> out = new ArrayList<>();

    /** Conditions of clauses that do nothing and stand before no other of their kind. */
    private final List<Node> unmet = new ArrayList<>();

    private int tokens;

    private MergeClauses(int start) {
        this.start = start;
    }

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
            refuseUnreachable(clauses, merge.get(at).start());
            at = end;
        }
        if (clauses.stream().noneMatch(Clause::doesNothing)) {
            return merge;
        }
        MergeClauses written = new MergeClauses(merge.getFirst().start());
        written.write(clauses, true);
        written.write(clauses, false);
        List<Node> rewritten = new ArrayList<>(written.checking(merge.subList(0, first)));
        rewritten.addAll(written.out.isEmpty() ? NEVER : written.out);
        return rewritten;
    }

    private static void refuseUnreachable(List<Clause> clauses, int start) {
        if (clauses.size() > CLAUSES_MAX) {
            throw Refusal.tooDeep(start, "more than " + CLAUSES_MAX + " clauses of MERGE");
        }
        Clause last = clauses.getLast();
        for (Clause clause : clauses.subList(0, clauses.size() - 1)) {
            if (clause.isMatched == last.isMatched && clause.condition.isEmpty()) {
                throw Refusal.malformed(start, "a WHEN clause that is never reached, behind one without a condition");
            }
        }
    }

    /** The clauses of one kind; those of the other never meet the same row. */
    private void write(List<Clause> clauses, boolean isMatched) {
        List<Node> except = new ArrayList<>();
        int length = 0;
        int unwritten = 0;
        for (Clause clause : clauses) {
            if (clause.isMatched != isMatched) {
                continue;
            }
            if (!clause.doesNothing()) {
                require(length);
                out.addAll(clause.written(except));
                unwritten = except.size();
            } else if (!clause.condition.isEmpty()) {
                except.addAll(Nodes.template("AND (?) IS NOT TRUE", clause.condition));
                length += Nodes.tokens(clause.condition).size();
            }
        }
        unmet.addAll(except.subList(unwritten, except.size()));
        require(length);
    }

    private void require(int more) {
        tokens += more;
        if (tokens > TOKENS_MAX) {
            throw Refusal.tooDeep(start, "conditions of DO NOTHING that are too long together");
        }
    }

    /** The statement up to its clauses, in which the conditions that decide nothing are read all the same. */
    private List<Node> checking(List<Node> head) {
        int on = head.size() - 1;
        while (on > 0 && !head.get(on).isWord("on")) {
            on--;
        }
        if (unmet.isEmpty() || on == 0) {
            return head;
        }
        List<Node> checking = new ArrayList<>(head.subList(0, on + 1));
        checking.addAll(Nodes.template("(?) AND (TRUE OR (TRUE ?))", head.subList(on + 1, head.size()), unmet));
        return checking;
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
