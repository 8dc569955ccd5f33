package io.cairn.engine.mutation;

import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads a query that sets rules, triggers, crons or relayer jobs, as far as that needs no state. */
final class SettingParser {
    private static final int ARGUMENTS_MAX = 66;
    private static final int NAME_LENGTH_MAX = 200;

    private final Setting setting;
    private final Value.Array source;
    private final List<Value> arguments;
    private final String at;

    private SettingParser(Setting setting, Value.Array source, String at) {
        this.setting = setting;
        this.source = source;
        this.arguments = source.values().subList(1, source.values().size());
        this.at = at;
    }

    static WriteQuery parse(Setting setting, Value.Array source, String at) {
        return new SettingParser(setting, source, at).parse();
    }

    private WriteQuery parse() {
        if (arguments.isEmpty() || arguments.size() > ARGUMENTS_MAX) {
            throw wrongLength();
        }
        if (setting.isOfCollection()) {
            return ofCollection();
        }
        return switch (setting) {
            case ADD_CRON -> named(2, 1, arguments.getFirst());
            case ADD_RELAYER_JOB, LINK_CONTRACT -> named(2, 0, arguments.getLast());
            default -> named(1, 0, Value.none());
        };
    }

    private WriteQuery named(int length, int name, Value value) {
        if (arguments.size() != length) {
            throw wrongLength();
        }
        return new WriteQuery.OnSetting(setting, "", text(name), value, source);
    }

    private WriteQuery ofCollection() {
        int from = 1;
        int to = arguments.size();
        boolean hasKey = setting == Setting.SET_RULES && (to - from) % 2 == 0;
        String key = hasKey ? text(to - 1) : "";
        List<String> path = new ArrayList<>();
        for (int i = from; i < (hasKey ? to - 1 : to); i++) {
            path.add(text(i));
        }
        if (path.size() % 2 == 0) {
            throw wrongLength();
        }
        String name = setting == Setting.REMOVE_TRIGGER ? text(0) : key;
        return new WriteQuery.OnSetting(
                setting, Names.path(path, at + "/" + (from + 1)), name, arguments.getFirst(), source);
    }

    private String text(int index) {
        if (arguments.get(index) instanceof Value.Text(var text)
                && !text.isEmpty()
                && text.length() <= NAME_LENGTH_MAX) {
            return text;
        }
        throw new CairnException.Incorrect(
                "query-type", at + "/" + (index + 1), "a text of 1 to 200 characters is expected: " + setting.form());
    }

    private CairnException wrongLength() {
        return new CairnException.Incorrect("query-length", at, "wrong number of arguments; write " + setting.form());
    }
}
