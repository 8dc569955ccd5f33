package io.cairn.node.weavedb;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.rule.TokenFunctions;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Calls of {@code mint()}, {@code transfer()} and {@code withdraw()} in programs that are imported. */
final class Tokens {
    private Tokens() {}

    /** Refuses a program with a call whose argument could never be taken, and says what is different in one that has any. */
    static void check(Value program, String at, Translation.Writer writer) {
        if (isCalled(program, at)) {
            writer.change(
                    at,
                    "a mint(), transfer() or withdraw() for which there is not enough fails here; in WeaveDB it does nothing."
                            + " Owners say with creditToken what may be minted");
        }
    }

    private static boolean isCalled(Value block, String at) {
        if (!(block instanceof Value.Array(var parts))) {
            return false;
        }
        String function = parts.isEmpty() ? null : function(parts.getFirst());
        if (function != null) {
            requireArgument(function, parts, at);
            return true;
        }
        boolean called = false;
        for (int i = 0; i < parts.size(); i++) {
            called |= isCalled(parts.get(i), at + "/" + i);
        }
        return called;
    }

    private static @Nullable String function(Value head) {
        if (head instanceof Value.Text(var word) && word.endsWith("()")) {
            String name = word.substring(0, word.length() - 2);
            return TokenFunctions.NAMES.contains(name) ? name : null;
        }
        return null;
    }

    private static void requireArgument(String function, List<Value> parts, String at) {
        Value argument = parts.size() == 2 ? parts.getLast() : Value.none();
        // What a variable holds is seen when the program runs.
        boolean fits = argument instanceof Value.Text(var variable) && variable.startsWith("$")
                || argument instanceof Value.Document fields
                        && fields.fields().keySet().equals(new TreeSet<>(TokenFunctions.fields(function)));
        if (!fits) {
            throw new CairnException.Incorrect(
                    "weavedb-malformed",
                    at,
                    function + "() takes an object of " + String.join(", ", TokenFunctions.fields(function))
                            + " here, nothing more and nothing less");
        }
    }
}
