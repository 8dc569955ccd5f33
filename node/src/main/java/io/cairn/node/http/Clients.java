package io.cairn.node.http;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who asks: the other end of the connection, or whom a trusted proxy names. Any thread.
 *
 * <p>Every proxy appends the address that it saw to {@code x-forwarded-for}, so the list is read from its end, and
 * the first address that is no trusted proxy counts: what stands before it, anybody may have written. What is no
 * address ends the reading at the proxy that passed it on.
 */
final class Clients {
    private final Set<InetAddress> proxies;

    Clients(List<InetAddress> proxies) {
        this.proxies = new HashSet<>(proxies);
    }

    InetAddress of(InetAddress peer, List<String> forwarded) {
        if (proxies.isEmpty() || forwarded.isEmpty()) {
            return peer;
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= 0 && proxies.contains(client); i--) {
            try {
                client = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException noAddress) {
                return client;
            }
        }
        return client;
    }
}
