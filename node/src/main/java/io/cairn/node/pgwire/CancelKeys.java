package io.cairn.node.pgwire;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which session a client may ask to cancel: it has to know the secret that only that session's client was told. */
final class CancelKeys {
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(int secret, Runnable cancel) {}

    /** What a session's client is told. */
    record Key(int process, int secret) {}

    Key add(Runnable cancel) {
        while (true) {
            Key key = new Key(random.nextInt(1, Integer.MAX_VALUE), random.nextInt());
            if (entries.putIfAbsent(key.process(), new Entry(key.secret(), cancel)) == null) {
                return key;
            }
        }
    }

    void remove(Key key) {
        entries.remove(key.process());
    }

    /** Cancels where the secret is right; says nothing in either case. */
    void cancel(StartupPacket.Cancel request) {
        Entry entry = entries.get(request.process());
        if (entry != null && entry.secret() == request.secret()) {
            entry.cancel().run();
        }
    }
}
