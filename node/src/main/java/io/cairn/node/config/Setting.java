package io.cairn.node.config;

/** One thing that an operator may set. */
public enum Setting {
    /** The folder that everything is kept in. */
    DATA("data", "", "folder of the node's data"),
    /** The address to listen on. */
    BIND("bind", "127.0.0.1", "address to listen on"),
    /** The port; 0 takes a free one. */
    PORT("port", "7420", "port to listen on; 0 takes a free one"),
    /** The port of PostgreSQL's protocol; empty for none. */
    WIRE_PORT("wire-port", "", "port of PostgreSQL's protocol; empty for none, 0 takes a free one"),
    /** The address of that port. */
    WIRE_BIND("wire-bind", "127.0.0.1", "address of the wire; another than loopback with TLS only, and requires it"),
    /** What the node shows who asks for TLS there. */
    WIRE_TLS_CERTIFICATE("wire-tls-certificate", "", "file with the wire's certificates in PEM, its own first"),
    /** The key of the certificate. */
    WIRE_TLS_KEY("wire-tls-key", "", "file with the certificate's private key in PEM, PKCS #8"),
    /** The network's name, fixed when the folder is made. */
    NETWORK("network", "", "name of the network; fixed when the data folder is made"),
    /** Longest time from a block's first entry to its seal. */
    BLOCK_MILLIS_MAX("block-millis-max", "250", "longest time from a block's first entry to its seal"),
    /** Entries after which a block is sealed at once. */
    BLOCK_ENTRIES_MAX("block-entries-max", "8192", "entries after which a block is sealed at once"),
    /** Newest blocks whose state can be read. */
    RETAINED_BLOCKS("retained-blocks", "1024", "how many of the newest blocks can be read"),
    /** Submissions that may wait in one database. */
    QUEUED_MAX("queued-max", "20000", "submissions that may wait in one database before it says busy"),
    /** Time without use after which a database is closed. */
    IDLE_SECONDS_MAX("idle-seconds-max", "300", "time without use after which a database is closed"),
    /** Memory for pages read from disk. */
    CACHE_MEBIBYTES("cache-mebibytes", "32", "memory for pages read from disk"),
    /** Requests a second that one client address may send; 0 for no limit. */
    REQUESTS_PER_SECOND_MAX("requests-per-second-max", "0", "requests a second of one client; 0 for no limit"),
    /** Origins whose pages may read answers. */
    CORS_ORIGINS("cors-origins", "", "origins whose pages may read answers, with commas between; * for all"),
    /** Nodes that may be asked for linked databases. */
    LINK_ORIGINS(
            "link-origins", "", "origins of nodes asked for databases that are linked here, with commas; * for all"),
    /** Proxies in front of the node. */
    TRUSTED_PROXIES("trusted-proxies", "", "addresses of proxies whose x-forwarded-for counts, with commas between"),
    /** Longest silence of a feed. */
    HEARTBEAT_SECONDS("heartbeat-seconds", "15", "time of silence after which a feed sends a comment"),
    /** How events are written to standard error. */
    LOG_FORMAT("log-format", "text", "lines of the log: text or json"),
    /** Which events are written. */
    LOG_LEVEL("log-level", "info", "least level of the log: error, warning, info or debug (every request)"),
    /** Time from which a request is logged as slow. */
    SLOW_MILLIS_MIN("slow-millis-min", "1000", "time from which a request is logged as slow; 0 for never"),
    /** How long a stopping node waits for requests under way. */
    DRAIN_SECONDS_MAX("drain-seconds-max", "10", "how long a stopping node waits for requests under way");

    private final String key;
    private final String standard;
    private final String meaning;

    Setting(String key, String standard, String meaning) {
        this.key = key;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** The key in a file and, after two dashes, the flag. */
    public String key() {
        return key;
    }

    /** The environment variable. */
    public String variable() {
        return "CAIRN_NODE_" + name();
    }

    /** The value where nothing is set. */
    public String standard() {
        return standard;
    }

    /** What it is for. */
    public String meaning() {
        return meaning;
    }
}
