package io.cairn.engine.document;

import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.DatabaseRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.RuleKeys;
import io.cairn.engine.record.SessionRecord;
import io.cairn.engine.rule.Cron;
import io.cairn.engine.rule.RelayerJob;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.TriggerSet;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A question about what owners have set, and for whom keys act. */
public sealed interface SettingQuery extends ReadQuery {
    /** {@code getRules}: the rules of a collection, as they were set. */
    record OfRules(String collection) implements SettingQuery {
        @Override
        public Value run(MapView state) {
            CollectionRecord found = ReadQuery.recordOf(state, collection);
            byte[] stored = found == null ? null : state.get(RuleKeys.rules(found.number()));
            return stored == null
                    ? new Value.Array(List.of())
                    : RuleSet.decode(stored).source();
        }
    }

    /** {@code getTriggers}: the triggers of a collection, as they were added. */
    record OfTriggers(String collection) implements SettingQuery {
        @Override
        public Value run(MapView state) {
            CollectionRecord found = ReadQuery.recordOf(state, collection);
            byte[] stored = found == null ? null : state.get(RuleKeys.triggers(found.number()));
            return stored == null
                    ? new Value.Array(List.of())
                    : TriggerSet.decode(stored).source();
        }
    }

    /** {@code getCrons}: all crons by name, as they were added, and when one of them was due last, in seconds. */
    record OfCrons() implements SettingQuery {
        @Override
        public Value run(MapView state) {
            Value.Document.Builder crons = Value.Document.builder();
            List<Long> runs = new ArrayList<>();
            each(state, RuleKeys.crons(), (key, value) -> {
                Cron cron = Cron.decode(value);
                crons.put(RuleKeys.cronName(key), cron.source());
                Long last = cron.lastSeconds();
                if (last != null) {
                    runs.add(last);
                }
            });
            Value.Document.Builder answer = Value.Document.builder().put("crons", crons.build());
            runs.stream().max(Long::compare).ifPresent(last -> answer.put("lastExecuted", last));
            return answer.build();
        }
    }

    /** {@code getRelayerJob}: a relayer job as it was added, or null. */
    record OfRelayerJob(String name) implements SettingQuery {
        @Override
        public Value run(MapView state) {
            byte[] stored = state.get(RuleKeys.relayerJob(name));
            return stored == null ? Value.none() : RelayerJob.decode(stored).source();
        }
    }

    /** {@code listRelayerJobs}: the names of all relayer jobs, in order. */
    record OfRelayerJobs() implements SettingQuery {
        @Override
        public Value run(MapView state) {
            List<Value> names = new ArrayList<>();
            each(state, RuleKeys.relayerJobs(), (key, _) -> names.add(Value.of(RuleKeys.relayerJobName(key))));
            return new Value.Array(names);
        }
    }

    /** {@code getOwner}: the accounts that own the database, first who created it. */
    record OfOwners() implements SettingQuery {
        @Override
        public Value run(MapView state) {
            byte[] members = Keys.members();
            if (KeyRange.of(members).count(state) > DocumentReader.ENTRIES_MAX) {
                throw new CairnException.Incorrect(
                        "query-too-costly", "query", "the database has too many members to look for owners");
            }
            byte[] database = state.get(Keys.database());
            List<Value> owners = new ArrayList<>();
            if (database != null) {
                DatabaseRecord.decode(database).owners(state).forEach(owner -> owners.add(Value.of(owner.text())));
            }
            return new Value.Array(owners);
        }
    }

    /**
     * {@code getAddressLink}: for which account a key acts, and until when in seconds, or null. Where several accounts let
     * it act for them, it is the link that ends last.
     *
     * @param account the only account that is looked at, or null for all
     */
    record OfAddressLink(Account key, @Nullable Account account) implements SettingQuery {
        /** The most accounts with sessions that are looked at. */
        public static final int ACCOUNTS_MAX = 1_000;

        @Override
        public Value run(MapView state) {
            Account asked = account;
            Link found = asked == null ? findAny(state) : find(state, asked);
            return found == null
                    ? Value.none()
                    : Value.Document.builder()
                            .put("address", found.account().text())
                            .put("expiry", found.session().untilMillis() / 1_000)
                            .build();
        }

        private record Link(Account account, SessionRecord session) {}

        private @Nullable Link find(MapView state, Account owner) {
            byte[] stored = state.get(Keys.session(owner, key));
            SessionRecord session = stored == null ? null : SessionRecord.decode(stored);
            return session == null || session.isClosed() ? null : new Link(owner, session);
        }

        private @Nullable Link findAny(MapView state) {
            byte[] from = Keys.sessions();
            byte[] end = Keys.after(from);
            Link best = null;
            for (int seen = 0; ; seen++) {
                MapView.Cursor cursor = state.seek(from);
                if (!cursor.next() || Arrays.compareUnsigned(cursor.key(), end) >= 0) {
                    return best;
                }
                if (seen == ACCOUNTS_MAX) {
                    throw new CairnException.Incorrect(
                            "query-too-costly",
                            "query",
                            "more than " + ACCOUNTS_MAX + " accounts have sessions; name one:"
                                    + " [\"getAddressLink\", key, account]");
                }
                Account owner = Keys.sessionAccount(cursor.key());
                Link link = find(state, owner);
                if (link != null
                        && (best == null
                                || link.session().untilMillis() > best.session().untilMillis())) {
                    best = link;
                }
                from = Keys.after(Keys.sessions(owner));
            }
        }
    }

    private static void each(MapView state, byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        byte[] end = Keys.after(prefix);
        MapView.Cursor cursor = state.seek(prefix);
        while (cursor.next() && Arrays.compareUnsigned(cursor.key(), end) < 0) {
            visitor.accept(cursor.key(), cursor.value());
        }
    }
}
