package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The engine versions that this build can run, by number. */
public final class EngineVersions {
    private final SortedMap<Integer, EngineVersion> versions = new TreeMap<>();

    /** Every version released so far. */
    public static EngineVersions released() {
        return new EngineVersions(List.of(new EngineVersion1()));
    }

    /** A choice of versions. */
    public EngineVersions(Collection<EngineVersion> versions) {
        versions.forEach(version -> this.versions.put(version.number(), version));
    }

    /** The newest version, used by new databases. */
    public int newest() {
        return versions.lastKey();
    }

    /** The version with a number; {@code engine-version-unknown} tells an operator to upgrade. */
    public EngineVersion load(int number) {
        EngineVersion version = versions.get(number);
        if (version == null) {
            throw new CairnException.Unavailable(
                    "engine-version-unknown", "this build has no engine version " + number + "; use a newer one");
        }
        return version;
    }
}
