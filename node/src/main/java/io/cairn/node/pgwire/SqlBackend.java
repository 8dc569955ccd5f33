package io.cairn.node.pgwire;

import java.util.function.Consumer;

/** What carries statements out, for one server. Threading: called from many threads. */
public interface SqlBackend {
    /**
     * Opens a session for a client that has shown who it is.
     *
     * @param notices takes what the client should be told beside results; on the thread that calls the session
     * @throws io.cairn.node.pgtype.SqlFailure where the database or the user is not one it serves
     */
    SqlSession connect(Startup startup, Consumer<Notice> notices);
}
