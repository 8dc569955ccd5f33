package io.cairn.engine.sql;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the transactions of one connection, which follow one another, take values of sequences that were set aside for
 * them, so that they need not know of others that draw at the same time. Not thread-safe.
 */
public final class SequenceLane {
    /** How many bytes of a transaction's seed name its lane; the rest is chosen anew for each transaction. */
    public static final int SEED_BYTES = 16;

    private final Hash name;
    private final Map<Integer, Integer> passedOver = new TreeMap<>();
    private final List<SequenceDraw> unreserved = new ArrayList<>();

    /** The lane of an account's transactions whose seeds begin alike. */
    public SequenceLane(String account, Hash seed) {
        byte[] begin = Arrays.copyOf(seed.toBytes(), SEED_BYTES);
        this.name = Sha256.hash(begin, account.getBytes(StandardCharsets.UTF_8));
    }

    /** Begins a statement. */
    public void begin() {
        passedOver.clear();
        unreserved.clear();
    }

    /** What the statement drew although nothing, or too little, was set aside. */
    public List<SequenceDraw> unreserved() {
        return List.copyOf(unreserved);
    }

    Hash name() {
        return name;
    }

    void drewUnreserved(SequenceDraw draw) {
        unreserved.add(draw);
    }

    /** How many ranges of a sequence are too short for the statement. */
    int passedOver(int sequence) {
        return passedOver.getOrDefault(sequence, 0);
    }

    void passOver(int sequence) {
        passedOver.merge(sequence, 1, Integer::sum);
    }
}
