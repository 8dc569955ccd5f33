package io.cairn.engine.mutation;

import org.jspecify.annotations.Nullable;

/** What an owner may set by a query, beside schemas and indexes. */
public enum Setting {
    /** All rules of a collection, or one of them by its key. */
    SET_RULES("setRules", "rules, collection", "program, collection, key"),
    /** A trigger of a collection. */
    ADD_TRIGGER("addTrigger", "trigger, collection", null),
    /** A trigger that goes. */
    REMOVE_TRIGGER("removeTrigger", "key, collection", null),
    /** A cron. */
    ADD_CRON("addCron", "cron, name", null),
    /** A cron that goes. */
    REMOVE_CRON("removeCron", "name", null),
    /** A relayer job. */
    ADD_RELAYER_JOB("addRelayerJob", "name, job", null),
    /** A relayer job that goes. */
    REMOVE_RELAYER_JOB("removeRelayerJob", "name", null),
    /** Another database that rules may read. */
    LINK_CONTRACT("linkContract", "key, {\"database\": address, \"node\": key, \"url\": origin}", null),
    /** A link that goes. */
    UNLINK_CONTRACT("unlinkContract", "key", null);

    private final String word;
    private final String form;
    private final @Nullable String otherForm;

    Setting(String word, String form, @Nullable String otherForm) {
        this.word = word;
        this.form = form;
        this.otherForm = otherForm;
    }

    /** The word that begins the query. */
    public String word() {
        return word;
    }

    /** How the query is written, for people. */
    String form() {
        String first = "[\"" + word + "\", " + form + "]";
        return otherForm == null ? first : first + " or [\"" + word + "\", " + otherForm + "]";
    }

    /** Whether it belongs to a collection. */
    boolean isOfCollection() {
        return this == SET_RULES || this == ADD_TRIGGER || this == REMOVE_TRIGGER;
    }

    static @Nullable Setting find(String word) {
        for (Setting setting : values()) {
            if (setting.word.equals(word)) {
                return setting;
            }
        }
        return null;
    }
}
