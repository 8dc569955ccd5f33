package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.CollectionRecord;
import io.cairn.engine.record.Keys;
import io.cairn.engine.record.RuleKeys;
import io.cairn.engine.rule.RelayerJob;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.TriggerSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Setting rules, triggers, crons, relayer jobs and links, which owners may do. */
final class SettingOperations {
    /** The most relayer jobs of a database. */
    private static final int RELAYER_JOBS_MAX = 1_000;

    /** What a rule is set to that goes. */
    static final Value GOES = Value.Document.builder().put("__op", "del").build();

    private SettingOperations() {}

    static void execute(WriteQuery.OnSetting set, Authority authority, String at, Transaction transaction) {
        switch (set.setting()) {
            case SET_RULES -> setRules(set, authority, at, transaction);
            case ADD_TRIGGER ->
                setTriggers(set, authority, transaction, before -> before.with(set.value(), null, at + "/1"));
            case REMOVE_TRIGGER ->
                setTriggers(set, authority, transaction, before -> before.without(set.name(), at + "/1"));
            case ADD_CRON -> CronStore.add(set.name(), set.value(), at + "/1", transaction);
            case REMOVE_CRON -> CronStore.remove(set.name(), at + "/1", transaction);
            case ADD_RELAYER_JOB -> addRelayerJob(set, at, transaction);
            case REMOVE_RELAYER_JOB -> removeRelayerJob(set, at, transaction);
            case LINK_CONTRACT -> LinkStore.add(set.name(), set.value(), at, transaction);
            case UNLINK_CONTRACT -> LinkStore.remove(set.name(), at, transaction);
        }
        transaction.changedPrograms();
    }

    private static CollectionRecord collection(WriteQuery.OnSetting set, Authority authority, Transaction transaction) {
        return Collections.find(set.collection(), true, authority, transaction);
    }

    private static void setRules(WriteQuery.OnSetting set, Authority authority, String at, Transaction transaction) {
        byte[] key = RuleKeys.rules(collection(set, authority, transaction).number());
        Value rules = set.value();
        if (!set.name().isEmpty()) {
            byte[] stored = transaction.state().get(key);
            List<Value> all = new ArrayList<>(
                    stored == null ? List.of() : RuleSet.decode(stored).source().values());
            replace(set.name(), rules, all, at);
            rules = new Value.Array(all);
        }
        Value source = rules;
        RuleSet checked = read(() -> RuleSet.of(source, at + "/1"));
        if (checked.isEmpty()) {
            transaction.state().delete(key);
        } else {
            transaction.state().put(key, checked.encode());
        }
    }

    /** Puts a rule in the place of that of its key, or at the index behind an {@code @}, or at the end. */
    private static void replace(String name, Value program, List<Value> all, String at) {
        String key = ruleKey(name);
        int place = -1;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Value.Array(var rule) && rule.getFirst().equals(Value.of(key))) {
                place = i;
            }
        }
        if (program.equals(GOES)) {
            if (place < 0) {
                throw new CairnException.Refused("rule-not-found", at, "there is no rule " + key);
            }
            all.remove(place);
            return;
        }
        Value rule = new Value.Array(List.of(Value.of(key), program));
        if (place >= 0) {
            all.set(place, rule);
        } else {
            boolean isPlaced = key.length() < name.length();
            all.add(isPlaced ? index(name.substring(key.length() + 1), all.size(), at) : all.size(), rule);
        }
    }

    /** The key of a rule in the name that it is set by: what is before an {@code @}. */
    static String ruleKey(String name) {
        int mark = name.lastIndexOf('@');
        return mark < 0 ? name : name.substring(0, mark);
    }

    private static int index(String digits, int most, String at) {
        if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new CairnException.Refused("rule-malformed", at, "behind @ stands the place of the rule, from 0");
        }
        return Math.min(Integer.parseInt(digits), most);
    }

    /** What becomes of the triggers of a collection. */
    private interface Change {
        TriggerSet of(TriggerSet before);
    }

    private static void setTriggers(
            WriteQuery.OnSetting set, Authority authority, Transaction transaction, Change change) {
        byte[] key = RuleKeys.triggers(collection(set, authority, transaction).number());
        byte[] stored = transaction.state().get(key);
        TriggerSet after = read(() -> change.of(stored == null ? TriggerSet.none() : TriggerSet.decode(stored)));
        if (after.isEmpty()) {
            transaction.state().delete(key);
        } else {
            transaction.state().put(key, after.encode());
        }
    }

    private static void addRelayerJob(WriteQuery.OnSetting set, String at, Transaction transaction) {
        byte[] key = RuleKeys.relayerJob(set.name());
        byte[] all = RuleKeys.relayerJobs();
        boolean isNew = transaction.state().get(key) == null;
        if (isNew
                && transaction.state().rank(Keys.after(all))
                                - transaction.state().rank(all)
                        >= RELAYER_JOBS_MAX) {
            throw new CairnException.Refused(
                    "relayer-job-too-many", at, "a database has at most " + RELAYER_JOBS_MAX + " relayer jobs");
        }
        RelayerJob job = read(() -> SettingCheck.relayerJob(set, at));
        transaction.state().put(key, job.encode());
    }

    private static void removeRelayerJob(WriteQuery.OnSetting set, String at, Transaction transaction) {
        byte[] key = RuleKeys.relayerJob(set.name());
        if (transaction.state().get(key) == null) {
            throw new CairnException.Refused(
                    "relayer-job-not-found", at + "/1", "there is no relayer job " + set.name());
        }
        transaction.state().delete(key);
    }

    /** What is malformed refuses the mutation. */
    static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CairnException.Incorrect malformed) {
            throw new CairnException.Refused(malformed.code(), malformed.at(), malformed.getMessage());
        }
    }
}
