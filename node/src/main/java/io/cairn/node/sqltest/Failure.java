package io.cairn.node.sqltest;

/**
 * A record that did not go as its script says.
 *
 * @param script its name
 * @param line where it starts, from 1
 * @param kind what failures of its kind have in common
 * @param sql what was run
 * @param detail expected and found
 */
public record Failure(String script, int line, String kind, String sql, String detail) {
    /** The failure as a record of a report. */
    public String text() {
        return "# " + script + ":" + line + "\n# " + kind + "\n" + sql + "\n# " + detail.replace("\n", "\n# ") + "\n\n";
    }
}
