package io.cairn.engine.log;

import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** RFC 6962 §2.1 as it is written there, recursive and slow, and the inputs of its published tests. */
final class Rfc6962 {
    /** The leaves of the tests of the certificate-transparency project. */
    static final List<Hash> PUBLISHED_LEAVES = List.of(
            leaf(""),
            leaf("00"),
            leaf("10"),
            leaf("2021"),
            leaf("3031"),
            leaf("40414243"),
            leaf("5051525354555657"),
            leaf("606162636465666768696a6b6c6d6e6f"));

    private Rfc6962() {}

    private static Hash leaf(String hex) {
        return Sha256.hash(new byte[] {0}, HexFormat.of().parseHex(hex));
    }

    static List<Hash> leaves(String log, int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Sha256.hash(new byte[] {0}, (log + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    private static int split(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    static Hash mth(List<Hash> d) {
        int n = d.size();
        if (n == 0) {
            return Sha256.hash(new byte[0]);
        }
        if (n == 1) {
            return d.getFirst();
        }
        int k = split(n);
        return Sha256.hash(
                new byte[] {1},
                mth(d.subList(0, k)).toBytes(),
                mth(d.subList(k, n)).toBytes());
    }

    static List<Hash> path(int m, List<Hash> d) {
        int n = d.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        return m < k
                ? with(path(m, d.subList(0, k)), mth(d.subList(k, n)))
                : with(path(m - k, d.subList(k, n)), mth(d.subList(0, k)));
    }

    static List<Hash> proof(int m, List<Hash> d) {
        return m == 0 ? List.of() : subproof(m, d, true);
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean known) {
        int n = d.size();
        if (m == n) {
            return known ? List.of() : List.of(mth(d));
        }
        int k = split(n);
        return m <= k
                ? with(subproof(m, d.subList(0, k), known), mth(d.subList(k, n)))
                : with(subproof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
    }

    private static List<Hash> with(List<Hash> hashes, Hash last) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }
}
