package io.cairn.engine.verify;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the catalogs that a client has at hand, as its requests say them. */
public final class CatalogNames {
    private static final int NAMES_MAX = 64;

    private CatalogNames() {}

    /** The field {@code catalogs} of a request. */
    public static Value toValue(List<Hash> names) {
        return new Value.Array(
                names.stream().<Value>map(name -> Value.of(name.hex())).toList());
    }

    /** The inverse; {@code query-malformed} for anything else. */
    public static List<Hash> of(@Nullable Value given) {
        if (!(given instanceof Value.Array array) || array.values().size() > NAMES_MAX) {
            throw malformed();
        }
        List<Hash> names = new ArrayList<>();
        for (Value name : array.values()) {
            if (!(name instanceof Value.Text text)) {
                throw malformed();
            }
            names.add(Hash.parse(text.value()));
        }
        return names;
    }

    private static CairnException malformed() {
        return new CairnException.Incorrect(
                "query-malformed",
                "catalogs",
                "the names of catalogs are an array of at most " + NAMES_MAX + " hashes of 64 hexadecimal digits");
    }
}
