package io.cairn.node.pgwire;

import java.util.Map;

/**
 * What a client said first.
 *
 * @param database the user's name where it named none
 * @param settings values of settings that it begins with, by the names it used
 */
public record Startup(String user, String database, Map<String, String> settings) {
    /** Copies the settings. */
    public Startup {
        settings = Map.copyOf(settings);
    }

    /** The same of another user. */
    Startup as(String other) {
        return new Startup(other, database, settings);
    }

    /** What the client calls itself, or empty. */
    public String applicationName() {
        return settings.getOrDefault(Setting.APPLICATION_NAME.word(), "");
    }
}
