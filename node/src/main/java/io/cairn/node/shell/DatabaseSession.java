package io.cairn.node.shell;

import io.cairn.client.api.ClientDatabase;
import io.cairn.client.api.DatabaseInfo;
import io.cairn.client.api.ReadOptions;
import io.cairn.client.api.SqlReading;
import io.cairn.engine.dialect.Statement;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.sql.SqlEngine;
import io.cairn.engine.sql.SqlResult;
import io.cairn.engine.sql.SqlStatement;
import io.cairn.engine.sql.SqlTarget;
import io.cairn.node.gateway.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on a database of a node, with signed changes and the best answers that the rights allow: proved or attested. */
public final class DatabaseSession implements Session {
    private static final int NAME_HEAD = 6;
    private static final int NAME_TAIL = 4;

    private final ClientDatabase database;
    private final Statements statements;
    private final Block block;
    private ReadOptions options = ReadOptions.PROVED;

    /** Runs statements on this. */
    public DatabaseSession(ClientDatabase database) {
        this.database = database;
        this.statements = new Statements(database);
        this.block = new Block(database);
    }

    @Override
    public Answer run(String statement) {
        if (options.at() != null) {
            return past(statement);
        }
        Optional<Statement.Session> control = SqlEngine.control(statement);
        if (control.isPresent()) {
            return block.control(control.get(), statement);
        }
        if (block.isOpen()) {
            return block.run(statement);
        }
        return switch (statements.run(statement, List.of(), options)) {
            case Statements.Outcome.Answered answered -> rows(answered.reading(), statement);
            case Statements.Outcome.Changed changed ->
                new Answer.Changed(changed.words(), changed.fate(), changed.rows());
        };
    }

    private Answer.Rows rows(SqlReading reading, String statement) {
        return new Answer.Rows(
                reading.result(),
                reading.height(),
                reading.stateRoot(),
                reading.proved() ? "proved" : "attested",
                () -> reading.proved() ? whole(reading, statement) : reading.archive());
    }

    /** The same answer with a proof that holds the catalog too, which was left out as it is known here. */
    private byte[] whole(SqlReading reading, String statement) {
        boolean namesBlock = SqlTarget.of(SqlStatement.of(statement)).namesBlock();
        ReadOptions keeping = ReadOptions.PROVED.keeping();
        return database.sql(statement, List.of(), namesBlock ? keeping : keeping.at(reading.height()))
                .archive();
    }

    /** The past can be read and not changed. */
    private Answer.Rows past(String statement) {
        try {
            return rows(database.sql(statement, List.of(), options), statement);
        } catch (CairnException.Refused refused) {
            if (refused.code().equals("sql-25006")) {
                throw new CairnException.Incorrect("usage", "statement", "a past block can be read and not changed");
            }
            throw refused;
        }
    }

    @Override
    public SqlResult ask(String question) {
        return database.sql(question, List.of(), options).result();
    }

    @Override
    public String block() {
        return block.mark();
    }

    @Override
    public void abandon() {
        // Outside a block each statement is a transaction of its own, and rows that come too late are thrown away.
        block.abandon();
    }

    @Override
    public void readAt(@Nullable Long height) {
        options = new ReadOptions(true, height, 0);
    }

    @Override
    public String name() {
        String address = database.address();
        return address.length() <= NAME_HEAD + NAME_TAIL
                ? address
                : address.substring(0, NAME_HEAD) + ".." + address.substring(address.length() - NAME_TAIL);
    }

    @Override
    public List<String> about() {
        DatabaseInfo info = database.info();
        List<String> lines = new ArrayList<>();
        lines.add("database " + info.address() + " (" + info.visibility() + ") of network " + info.chainId());
        lines.add("newest block " + info.height() + ", entry " + info.sequence());
        lines.add("every answer is checked against the node's key "
                + database.pin().nodeKey());
        return lines;
    }
}
