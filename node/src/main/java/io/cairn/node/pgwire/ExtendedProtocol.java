package io.cairn.node.pgwire;

import io.cairn.node.pgtype.BinaryFormat;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import io.cairn.node.pgtype.SqlType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parse, Bind, Describe, Execute and Close. */
final class ExtendedProtocol {
    private final Executor executor;
    private final Settings settings;
    private final Held held;
    private final FrameOutput out;

    ExtendedProtocol(Executor executor, Settings settings, Held held, FrameOutput out) {
        this.executor = executor;
        this.settings = settings;
        this.held = held;
        this.out = out;
    }

    void parse(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        String name = body.string();
        String sql = body.string();
        List<SqlType> types = new ArrayList<>();
        for (int left = body.count(4); left > 0; left--) {
            types.add(type(body.int32()));
        }
        body.end();
        List<Lexer.Statement> statements = Lexer.statements(sql);
        if (statements.size() > 1) {
            throw SqlFailure.of(SqlState.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement");
        }
        held.requireFreeStatement(name);
        int start = statements.isEmpty() ? 0 : statements.getFirst().start();
        try {
            Command command = statements.isEmpty()
                    ? new Command.Empty()
                    : CommandParser.parse(statements.getFirst().text());
            held.add(name, new Prepared(command, executor.describe(command, types), bytes.length));
        } catch (SqlFailure failure) {
            throw SimpleProtocol.shifted(failure, sql, start);
        }
        Messages.empty(out, '1');
    }

    private static SqlType type(int oid) {
        return SqlType.ofOid(oid)
                .orElseThrow(() -> SqlFailure.of(
                        SqlState.UNDEFINED_OBJECT,
                        "type with OID " + Integer.toUnsignedString(oid) + " is not supported"));
    }

    void bind(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        String portal = body.string();
        Prepared prepared = held.statement(body.string());
        List<SqlType> types = prepared.described().parameters();
        Formats formats = Formats.read(body);
        int count = body.count(4);
        formats.require(count, "parameter");
        if (count != types.size()) {
            throw SqlFailure.of(
                    SqlState.PROTOCOL_VIOLATION,
                    "bind message supplies " + count + " parameters, but the statement requires " + types.size());
        }
        List<Parameter> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] value = body.sized();
            parameters.add(new Parameter(
                    types.get(i), value == null ? Cell.Special.NULL : cell(types.get(i), value, formats.isBinary(i))));
        }
        Formats results = Formats.read(body);
        body.end();
        List<Column> columns = prepared.described().columns();
        results.require(columns.size(), "result");
        held.add(portal, new Portal(prepared.command(), columns, parameters, results, bytes.length));
        Messages.empty(out, '2');
    }

    private Cell cell(SqlType type, byte[] value, boolean binary) {
        return binary ? BinaryFormat.read(type, value) : settings.format().read(type, BinaryFormat.text(value));
    }

    void describe(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        byte kind = body.letter();
        String name = body.string();
        body.end();
        switch (kind) {
            case 'S' -> {
                Described described = held.statement(name).described();
                Messages.parameters(out, described.parameters());
                columns(described.columns(), Formats.TEXT);
            }
            case 'P' -> {
                Portal portal = held.portal(name);
                columns(portal.columns, portal.formats);
            }
            default -> throw Body.malformed("neither a statement nor a portal");
        }
    }

    private void columns(List<Column> columns, Formats formats) throws IOException {
        if (columns.isEmpty()) {
            Messages.empty(out, 'n');
        } else {
            Messages.columns(out, columns, formats);
        }
    }

    void execute(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        String name = body.string();
        int rowsMax = Math.max(0, body.int32());
        body.end();
        executor.run(held.portal(name), rowsMax, true).send(out);
    }

    void close(byte[] bytes) throws IOException {
        Body body = new Body(bytes);
        byte kind = body.letter();
        String name = body.string();
        body.end();
        switch (kind) {
            case 'S' -> held.closeStatement(name);
            case 'P' -> held.closePortal(name);
            default -> throw Body.malformed("neither a statement nor a portal");
        }
        Messages.empty(out, '3');
    }
}
