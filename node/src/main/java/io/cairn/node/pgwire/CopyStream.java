package io.cairn.node.pgwire;

import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import io.cairn.node.pgtype.SqlType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both directions of COPY: while one runs, the connection carries its lines. */
final class CopyStream {
    private final SqlSession session;
    private final Settings settings;
    private final Running running;
    private final Wire wire;

    CopyStream(SqlSession session, Settings settings, Running running, Wire wire) {
        this.session = session;
        this.settings = settings;
        this.running = running;
        this.wire = wire;
    }

    /** Takes lines from the client until it ends them; answers the tag. */
    String in(Command.CopyIn copy) throws IOException {
        try (CopyTarget target = session.copyIn(copy.table(), copy.columns())) {
            List<SqlType> types = target.types();
            respond('G', types.size());
            wire.out().flush();
            long[] count = new long[1];
            CopyLines lines = new CopyLines(copy.format(), wire.limits().messageBytesMax(), row -> {
                target.add(cells(target, types, row));
                count[0]++;
            });
            boolean more = true;
            while (more) {
                running.check();
                more = takeMessage(lines);
            }
            lines.end();
            target.finish();
            return "COPY " + count[0];
        }
    }

    /** Takes one message; answers whether others may follow. */
    private boolean takeMessage(CopyLines lines) throws IOException {
        int letter = wire.in().type();
        if (letter < 0 || letter == 'X') {
            throw new EOFException();
        }
        byte[] body = wire.in().body();
        switch (letter) {
            case 'd' -> lines.take(body);
            case 'c' -> {
                return false;
            }
            case 'f' ->
                throw SqlFailure.of(SqlState.QUERY_CANCELED, "COPY from stdin failed: " + new Body(body).string());
            case 'H', 'S' -> {
                // A client may flush or sync in the middle; neither means anything here.
            }
            default ->
                throw SqlFailure.of(
                        SqlState.PROTOCOL_VIOLATION, "unexpected message type during COPY from stdin: " + letter);
        }
        return true;
    }

    private List<Cell> cells(CopyTarget target, List<SqlType> types, List<@Nullable String> values) {
        if (values.size() > types.size()) {
            throw SqlFailure.of(SqlState.BAD_COPY, "extra data after last expected column");
        }
        List<Cell> cells = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            if (i >= values.size()) {
                throw SqlFailure.of(
                        SqlState.BAD_COPY,
                        "missing data for column \"" + target.names().get(i) + "\"");
            }
            String value = values.get(i);
            cells.add(value == null ? Cell.Special.NULL : settings.format().read(types.get(i), value));
        }
        return cells;
    }

    /** Sends all rows of a query as lines; answers the tag. */
    String out(Command.CopyOut copy) throws IOException {
        if (!(session.run(copy.query(), List.of()) instanceof Rows rows)) {
            throw SqlFailure.of(SqlState.FEATURE_NOT_SUPPORTED, "COPY of a statement without rows is not supported");
        }
        try (rows) {
            List<Column> columns = rows.columns();
            respond('H', columns.size());
            if (copy.format().header()) {
                send(CopyLines.line(
                        copy.format(), columns.stream().map(Column::name).toList()));
            }
            long count = 0;
            for (List<Cell> row = rows.next(); row != null; row = rows.next()) {
                running.check();
                send(CopyLines.line(copy.format(), texts(columns, row)));
                count++;
            }
            Messages.empty(wire.out(), 'c');
            return "COPY " + count;
        }
    }

    private List<@Nullable String> texts(List<Column> columns, List<Cell> row) {
        List<@Nullable String> texts = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            texts.add(
                    cell.isNull()
                            ? null
                            : settings.format().write(columns.get(i).type(), cell));
        }
        return texts;
    }

    private void send(String line) throws IOException {
        wire.out().begin('d').bytes(line.getBytes(StandardCharsets.UTF_8)).end();
    }

    private void respond(char letter, int columns) throws IOException {
        FrameOutput out = wire.out().begin(letter).int8(0).int16(columns);
        for (int i = 0; i < columns; i++) {
            out.int16(0);
        }
        out.end();
    }
}
