package io.cairn.engine.state;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.WriteQuery;
import io.cairn.engine.record.LinkRecord;
import io.cairn.engine.rule.Cron;
import io.cairn.engine.rule.RelayerJob;
import io.cairn.engine.rule.RuleSet;
import io.cairn.engine.rule.TriggerSet;
import io.cairn.engine.schema.CompiledSchema;
import java.util.List;

/**
 * What is wrong with a setting whatever the state is. A receipt tells a code and a place, for its bytes are for ever;
 * who is about to sign a setting can be told in words too.
 */
public final class SettingCheck {
    private SettingCheck() {}

    /**
     * Refuses a setting that no database would accept.
     *
     * @param at where the query stands, for errors
     * @throws CairnException.Incorrect with the code and the place that a receipt would have
     */
    public static void require(WriteQuery query, String at) {
        try {
            if (query instanceof WriteQuery.OnSchema(var _, Value.Document schema, var _)) {
                CompiledSchema.of(schema);
            } else if (query instanceof WriteQuery.OnSetting set) {
                require(set, at);
            } else if (query instanceof WriteQuery.OnCredit credit) {
                TokenLedger.requireOwn(credit.token(), at + "/1");
            }
        } catch (CairnException.Refused refused) {
            throw new CairnException.Incorrect(refused.code(), refused.at(), refused.getMessage());
        }
    }

    private static void require(WriteQuery.OnSetting set, String at) {
        switch (set.setting()) {
            case SET_RULES -> requireRules(set, at);
            case ADD_TRIGGER -> TriggerSet.none().with(set.value(), null, at + "/1");
            // The time at which it will be ordered is not known: only the absurd is refused.
            case ADD_CRON -> Cron.of(set.value(), 0, at + "/1");
            case ADD_RELAYER_JOB -> relayerJob(set, at);
            case LINK_CONTRACT -> LinkRecord.of(set.value(), at + "/2");
            case REMOVE_TRIGGER, REMOVE_CRON, REMOVE_RELAYER_JOB, UNLINK_CONTRACT -> {}
        }
    }

    private static void requireRules(WriteQuery.OnSetting set, String at) {
        if (set.name().isEmpty()) {
            RuleSet.of(set.value(), at + "/1");
        } else if (!set.value().equals(SettingOperations.GOES)) {
            Value rule = new Value.Array(List.of(Value.of(SettingOperations.ruleKey(set.name())), set.value()));
            RuleSet.of(new Value.Array(List.of(rule)), at);
        }
    }

    static RelayerJob relayerJob(WriteQuery.OnSetting set, String at) {
        RelayerJob job = RelayerJob.of(set.value(), at + "/2");
        Value.Document schema = job.schema();
        if (schema != null) {
            CompiledSchema.of(schema);
        }
        return job;
    }
}
