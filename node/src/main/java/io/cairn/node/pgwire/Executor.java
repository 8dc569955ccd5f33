package io.cairn.node.pgwire;

import io.cairn.node.pgtype.BinaryFormat;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgtype.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs commands of one session, its own and the backend's, and sends their rows. Both protocols use it. */
final class Executor {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    private final SqlSession session;
    private final Settings settings;
    private final Held held;
    private final Running running;
    private final FrameOutput out;
    private final CopyStream copies;

    Executor(SqlSession session, Settings settings, Held held, Running running, Wire wire) {
        this.session = session;
        this.settings = settings;
        this.held = held;
        this.running = running;
        out = wire.out();
        copies = new CopyStream(session, settings, running, wire);
    }

    /** Says what a command takes and answers. */
    Described describe(Command command, List<SqlType> types) {
        requireNotFailed(command);
        return switch (command) {
            case Command.Plain plain -> session.describe(plain.sql(), types);
            case Command.Show show ->
                new Described(List.of(), List.of(text(show.setting().word())));
            case Command.ShowAll _ -> new Described(List.of(), settingColumns());
            default -> new Described(List.of(), List.of());
        };
    }

    /**
     * Runs a portal from where it is.
     *
     * @param rowsMax after which it stops; 0 for no limit
     * @param described whether the client knows the columns already
     */
    Ending run(Portal portal, int rowsMax, boolean described) throws IOException {
        requireNotFailed(portal.command);
        running.begin(settings.millis(Setting.STATEMENT_TIMEOUT));
        try {
            Ending ending = portal.isBegun()
                    ? again(portal, rowsMax)
                    : first(portal, rowsMax == 0 ? UNBOUNDED : rowsMax, described);
            if (ending.letter() == 'C') {
                afterBlock(ending.tag());
            }
            return ending;
        } catch (RuntimeException e) {
            throw running.explained(e);
        } finally {
            running.end();
        }
    }

    private Ending first(Portal portal, long rowsMax, boolean described) throws IOException {
        return switch (portal.command) {
            case Command.Empty _ -> Ending.EMPTY;
            case Command.Plain plain ->
                switch (session.run(plain.sql(), portal.parameters)) {
                    case Result.Done done -> {
                        portal.begin(null);
                        yield Ending.complete(done.tag());
                    }
                    case Rows rows -> rows(portal, rows, rowsMax, described);
                };
            case Command.Show show ->
                rows(
                        portal,
                        listed(
                                "SHOW",
                                List.of(text(show.setting().word())),
                                Stream.of(List.of(new Cell.Text(settings.get(show.setting()))))),
                        rowsMax,
                        described);
            case Command.ShowAll _ -> rows(portal, allSettings(), rowsMax, described);
            case Command.CopyIn copy -> Ending.complete(copies.in(copy));
            case Command.CopyOut copy -> Ending.complete(copies.out(copy));
            default -> Ending.complete(own(portal.command));
        };
    }

    private Ending rows(Portal portal, Rows rows, long rowsMax, boolean described) throws IOException {
        portal.begin(rows);
        if (!described) {
            Messages.columns(out, rows.columns(), portal.formats);
        }
        return send(portal, rows, rowsMax);
    }

    private Ending again(Portal portal, int rowsMax) throws IOException {
        Rows rows = portal.rows();
        if (rows != null) {
            return send(portal, rows, rowsMax == 0 ? UNBOUNDED : rowsMax);
        }
        if (portal.columns.isEmpty()) {
            throw SqlFailure.of("55000", "portal cannot be run again");
        }
        return Ending.complete("SELECT 0");
    }

    private Ending send(Portal portal, Rows rows, long rowsMax) throws IOException {
        long count = 0;
        while (count < rowsMax) {
            running.check();
            List<Cell> row = rows.next();
            if (row == null) {
                portal.close();
                return Ending.complete(rows.tag(count));
            }
            sendRow(rows.columns(), row, portal.formats);
            count++;
        }
        return Ending.SUSPENDED;
    }

    private void sendRow(List<Column> columns, List<Cell> row, Formats formats) throws IOException {
        TextFormat text = settings.format();
        out.begin('D').int16(row.size());
        boolean whole = false;
        try {
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                if (cell.isNull()) {
                    out.int32(-1);
                    continue;
                }
                SqlType type = columns.get(i).type();
                byte[] bytes = formats.isBinary(i)
                        ? BinaryFormat.write(type, cell)
                        : text.write(type, cell).getBytes(StandardCharsets.UTF_8);
                out.int32(bytes.length).bytes(bytes);
            }
            whole = true;
        } finally {
            if (!whole) {
                out.drop();
            }
        }
        out.end();
    }

    /** The protocol's own commands without rows. */
    private String own(Command command) {
        return switch (command) {
            case Command.Set set -> {
                String value = set.value();
                if (value == null) {
                    settings.reset(set.setting(), set.local());
                } else {
                    settings.set(set.setting(), value, set.local());
                }
                yield set.tag();
            }
            case Command.ResetAll _ -> {
                settings.resetAll();
                yield "RESET";
            }
            case Command.DiscardAll _ -> {
                if (session.status() != TransactionStatus.IDLE) {
                    throw SqlFailure.of(
                            SqlState.ACTIVE_TRANSACTION, "DISCARD ALL cannot run inside a transaction block");
                }
                settings.resetAll();
                held.closePortals();
                held.closeStatements();
                yield "DISCARD ALL";
            }
            case Command.Deallocate deallocate -> {
                String name = deallocate.name();
                if (name == null) {
                    held.closeStatements();
                    yield "DEALLOCATE ALL";
                }
                held.statement(name);
                held.closeStatement(name);
                yield "DEALLOCATE";
            }
            case Command.Plain _,
                    Command.Empty _,
                    Command.Show _,
                    Command.ShowAll _,
                    Command.CopyIn _,
                    Command.CopyOut _ -> throw new IllegalArgumentException("not a command of this kind: " + command);
        };
    }

    private void requireNotFailed(Command command) {
        boolean ends = command instanceof Command.Plain plain && plain.endsBlock() || command instanceof Command.Empty;
        if (!ends && session.status() == TransactionStatus.FAILED) {
            throw SqlFailure.of(
                    SqlState.FAILED_TRANSACTION,
                    "current transaction is aborted, commands ignored until end of transaction block");
        }
    }

    /** What a statement that has ended a block means for settings and portals. */
    private void afterBlock(String tag) {
        if (session.status() != TransactionStatus.IDLE) {
            return;
        }
        if (tag.equals("COMMIT")) {
            settings.settle();
            held.closePortals();
        } else if (tag.equals("ROLLBACK")) {
            settings.rollBack();
            held.closePortals();
        }
    }

    /** More statements come before the next end. */
    void together() {
        if (session.status() == TransactionStatus.IDLE) {
            session.together();
        }
    }

    /** Ends the statements since the last end well. */
    void settle() {
        session.settle();
        if (session.status() == TransactionStatus.IDLE) {
            settings.settle();
            held.closePortals();
        }
    }

    /** Ends them badly. */
    void fail() {
        session.fail();
        if (session.status() == TransactionStatus.IDLE) {
            settings.rollBack();
            held.closePortals();
        }
    }

    TransactionStatus status() {
        return session.status();
    }

    private Rows allSettings() {
        return listed(
                "SHOW",
                settingColumns(),
                Stream.of(Setting.values())
                        .map(setting -> List.of(
                                new Cell.Text(setting.word()),
                                new Cell.Text(settings.get(setting)),
                                Cell.Special.NULL)));
    }

    private static List<Column> settingColumns() {
        return List.of(text("name"), text("setting"), text("description"));
    }

    private static Column text(String name) {
        return Column.of(name, SqlType.TEXT);
    }

    private static Rows listed(String tag, List<Column> columns, Stream<? extends List<? extends Cell>> rows) {
        Iterator<? extends List<? extends Cell>> iterator = rows.iterator();
        return new Rows() {
            @Override
            public List<Column> columns() {
                return columns;
            }

            @Override
            public @Nullable List<Cell> next() {
                return iterator.hasNext() ? List.copyOf(iterator.next()) : null;
            }

            @Override
            public String tag(long count) {
                return tag;
            }
        };
    }
}
