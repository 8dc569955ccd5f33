package io.cairn.engine.fpjson;

import java.util.ArrayList;
import java.util.List;

/** A list in the making; each element is charged before it is added. */
final class ItemsBuilder {
    private final Run run;
    private final List<Term> terms = new ArrayList<>();

    ItemsBuilder(Run run) {
        this.run = run;
    }

    ItemsBuilder add(Term term) {
        run.fuel().cells(1);
        terms.add(term);
        return this;
    }

    ItemsBuilder addAll(Term[] added) {
        run.fuel().cells(added.length);
        terms.addAll(List.of(added));
        return this;
    }

    int size() {
        return terms.size();
    }

    Term last() {
        return terms.getLast();
    }

    Items done() {
        return Items.of(terms);
    }
}
