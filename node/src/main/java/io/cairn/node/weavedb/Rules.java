package io.cairn.node.weavedb;

import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Rules: what never took effect there, without a word, is named. */
final class Rules {
    private Rules() {}

    static void translate(String collection, Value rules, String at, Translation.Writer writer) {
        List<Value> kept = new ArrayList<>();
        List<Value> all = Translation.list(rules, at);
        for (int i = 0; i < all.size(); i++) {
            String place = at + "/" + i;
            if (!(all.get(i) instanceof Value.Array(var rule))
                    || rule.size() != 2
                    || !(rule.get(0) instanceof Value.Text(var key))
                    || !(rule.get(1) instanceof Value.Array(var program))) {
                writer.leaveOut(place, "a rule is [operations, program]");
                continue;
            }
            if (!program.isEmpty() && !(program.getFirst() instanceof Value.Array)) {
                writer.leaveOut(
                        place,
                        "a program is a list of blocks, each a list: WeaveDB runs nothing of this one and denies; write"
                                + " [[…]] if it is to take effect");
                continue;
            }
            if (key.indexOf(' ') >= 0) {
                writer.change(
                        place, "the spaces between operations kept WeaveDB from matching them; here they do no harm");
            }
            if (key.indexOf('#') >= 0) {
                writer.change(place, "a key with a #suffix never matches in WeaveDB; here the suffix is only a name");
            }
            kept.add(all.get(i));
        }
        writer.queryOn("setRules", new Value.Array(kept), collection);
        if (kept.isEmpty() && !all.isEmpty()) {
            writer.change(at, "no rule is left: without rules who added a document owns it, and writers may add");
        }
    }
}
