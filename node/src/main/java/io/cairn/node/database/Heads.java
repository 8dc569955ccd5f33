package io.cairn.node.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What readers are shown of a database: its newest sealed block, and the newest state that anybody was told of; and who
 * waits for blocks to come. Any thread.
 */
final class Heads {
    private final CopyOnWriteArrayList<Consumer<Snapshot>> followers = new CopyOnWriteArrayList<>();
    private final ConcurrentSkipListMap<Long, List<CompletableFuture<Snapshot>>> waiting =
            new ConcurrentSkipListMap<>();
    private volatile @Nullable Snapshot head;
    private volatile @Nullable Newest newest;

    /** What a recovery has found; null where no block is sealed yet. */
    Heads(@Nullable Newest newest) {
        this.head = newest == null ? null : newest.sealed();
        this.newest = newest;
    }

    /** The newest sealed block; null before the first. */
    @Nullable
    Snapshot head() {
        return head;
    }

    /** The newest state; null before the first block is sealed. */
    @Nullable
    Newest newest() {
        return newest;
    }

    /** Shows a block. */
    void sealed(Snapshot snapshot) {
        head = snapshot;
        show(new Newest(snapshot));
    }

    /** Shows a state, unless a newer one is shown; of the same entries rather that of their block, which is read faster. */
    synchronized void show(Newest later) {
        Newest known = newest;
        if (known == null || known.sequence() <= later.sequence()) {
            newest = later;
        }
    }

    /** Tells of a block that is shown; one call at a time, in order. */
    void tell(Snapshot snapshot) {
        wake(snapshot);
        followers.forEach(follower -> follower.accept(snapshot));
    }

    /**
     * The first block that holds an entry, once it is sealed.
     *
     * @param hasten has the open block sealed soon
     */
    CompletableFuture<Snapshot> after(long sequence, Runnable hasten) {
        Snapshot now = head;
        if (now != null && now.header().logSize() >= sequence) {
            return CompletableFuture.completedFuture(now);
        }
        CompletableFuture<Snapshot> future =
                new CompletableFuture<Snapshot>().orTimeout(Database.AFTER_SECONDS_MAX, TimeUnit.SECONDS);
        // A list that was taken out to be woken must not get another future: lists are replaced, never changed.
        waiting.merge(sequence, List.of(future), Heads::joined);
        CompletableFuture<Snapshot> _ = future.whenComplete((_, failure) -> {
            if (failure != null) {
                forget(sequence, future);
            }
        });
        hasten.run();
        Snapshot sealed = head;
        if (sealed != null) {
            wake(sealed);
        }
        return future;
    }

    @SuppressWarnings("ReferenceEquality") // a future is itself only
    private void forget(long sequence, CompletableFuture<Snapshot> future) {
        waiting.computeIfPresent(sequence, (_, futures) -> {
            List<CompletableFuture<Snapshot>> left =
                    futures.stream().filter(candidate -> candidate != future).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private static List<CompletableFuture<Snapshot>> joined(
            List<CompletableFuture<Snapshot>> before, List<CompletableFuture<Snapshot>> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    private void wake(Snapshot snapshot) {
        Map<Long, List<CompletableFuture<Snapshot>>> ready =
                waiting.headMap(snapshot.header().logSize(), true);
        for (Long sequence : List.copyOf(ready.keySet())) {
            List<CompletableFuture<Snapshot>> futures = waiting.remove(sequence);
            if (futures != null) {
                futures.forEach(future -> future.complete(snapshot));
            }
        }
    }

    /** Tells a follower of every new block, in order, from now on. Call the returned action to stop. */
    Runnable follow(Consumer<Snapshot> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** Whether anybody waits or follows. */
    boolean isWatched() {
        return !followers.isEmpty() || !waiting.isEmpty();
    }

    /** No more blocks come: everybody who waits for one is told why. */
    void failed(RuntimeException cause) {
        waiting.values().forEach(futures -> futures.forEach(future -> future.completeExceptionally(cause)));
        waiting.clear();
    }
}
