package io.cairn.engine.log;

import io.cairn.engine.model.CairnException;

/** What a journal record means. The codes are part of the stored format and never change their meaning. */
public enum RecordKind {
    /** A mutation with its sequence number and time. */
    ENTRY(1),
    /** The end of a block: height and block time. */
    SEAL(2),
    /** A change of the replica group. */
    CONFIG(3),
    /** A switch to another engine version. */
    ENGINE_VERSION(4),
    /** An entry that everyone has to apply as refused. */
    QUARANTINE(5),
    /** Reserved: a fact from another database, chain or clock. Refused as {@code not-supported}. */
    FOREIGN_FACT(6),
    /** Nothing; lets a new leader commit. */
    NO_OP(7);

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** The byte that stands for this kind in a stored record. */
    public int code() {
        return code;
    }

    /**
     * The kind behind a stored byte.
     *
     * @throws CairnException.Unsupported for a reserved or unknown code: a newer version wrote it, so it is
     *     neither skipped nor taken for damage
     */
    public static RecordKind ofCode(int code) {
        RecordKind kind = switch (code) {
            case 1 -> ENTRY;
            case 2 -> SEAL;
            case 3 -> CONFIG;
            case 4 -> ENGINE_VERSION;
            case 5 -> QUARANTINE;
            case 6 -> FOREIGN_FACT;
            case 7 -> NO_OP;
            default ->
                throw new CairnException.Unsupported(
                        "journal/kind", "journal records of kind " + code + " are not known to this version");
        };
        kind.requireSupported();
        return kind;
    }

    /**
     * Refuses the reserved kind.
     *
     * @throws CairnException.Unsupported for {@link #FOREIGN_FACT}
     */
    void requireSupported() {
        if (this == FOREIGN_FACT) {
            throw new CairnException.Unsupported(
                    "journal/kind", "journal records of kind 6 (foreign-fact) are reserved and not supported");
        }
    }
}
