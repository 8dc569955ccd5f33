package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Any bytes as the messages of a session: what comes back are whole messages, failures have a SQLSTATE that is none of
 * ours, and how the network cuts the bytes changes nothing. The first byte says into how long pieces they are cut.
 */
class SessionFuzzTest extends FuzzTarget {
    private static final PgLimits LIMITS = new PgLimits(1, 4_096, 8, 16_384, 1_000, 1_000);

    @Override
    protected void check(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] atOnce = answers(input, input.length);
        assertThat(answers(input, Math.max(1, input[0] & 0xFF))).isEqualTo(atOnce);
        ByteBuffer messages = ByteBuffer.wrap(atOnce);
        while (messages.hasRemaining()) {
            char letter = (char) messages.get();
            byte[] body = new byte[messages.getInt() - 4];
            messages.get(body);
            assertThat("123CDEGHINSTZcdnst").contains(String.valueOf(letter));
            if (letter == 'E') {
                assertThat(new RawClient.Message(letter, body).state())
                        .matches("[0-9A-Z]{5}")
                        .doesNotStartWith("XX");
            }
        }
    }

    private static byte[] answers(byte[] input, int pieceBytes) {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        FrameOutput out = new FrameOutput(answers);
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                Idleness idleness = new Idleness(timer, LIMITS.idleMillisMax(), () -> {})) {
            Wire wire = new Wire(new FrameInput(new Pieces(input, 1, pieceBytes), 100), out, LIMITS, idleness);
            Session session = new Session();
            Settings settings = new Settings(new Startup("u", "d", Map.of()), session::apply);
            Connection connection = new Connection(session, settings, new Running(session, timer), wire, _ -> {});
            serve(connection, out);
        }
        return answers.toByteArray();
    }

    private static void serve(Connection connection, FrameOutput out) {
        try {
            connection.serve();
        } catch (BrokenWireException broken) {
            assertThat(broken.failure().state()).isEqualTo("08P01");
        } catch (IOException end) {
            assertThat(end).isInstanceOf(java.io.EOFException.class);
        }
        try {
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session whose statements are words: BEGIN and COMMIT, ROWS with parameters, anything else fails. */
    private static final class Session implements SqlSession {
        private TransactionStatus status = TransactionStatus.IDLE;

        @Override
        public Described describe(String sql, List<SqlType> parameterTypes) {
            return new Described(
                    parameterTypes, sql.equals("ROWS") ? List.of(Column.of("c", SqlType.TEXT)) : List.of());
        }

        @Override
        public Result run(String sql, List<Parameter> parameters) {
            return switch (sql) {
                case "BEGIN" -> {
                    status = TransactionStatus.IN_BLOCK;
                    yield new Result.Done(sql);
                }
                case "COMMIT" -> {
                    status = TransactionStatus.IDLE;
                    yield new Result.Done(sql);
                }
                case "ROWS" -> rows();
                default -> throw SqlFailure.of("42601", sql).at(1);
            };
        }

        private static Rows rows() {
            Iterator<Cell> cells = List.of(new Cell.Text("a"), Cell.Special.NULL, new Cell.Text("\t\""))
                    .iterator();
            return new Rows() {
                @Override
                public List<Column> columns() {
                    return List.of(Column.of("c", SqlType.TEXT));
                }

                @Override
                public List<Cell> next() {
                    return cells.hasNext() ? List.of(cells.next()) : null;
                }
            };
        }

        @Override
        public CopyTarget copyIn(String table, List<String> columns) {
            return new CopyTarget() {
                @Override
                public List<String> names() {
                    return List.of("i", "c");
                }

                @Override
                public List<SqlType> types() {
                    return List.of(SqlType.of(SqlType.Kind.INT4), SqlType.TEXT);
                }

                @Override
                public void add(List<Cell> row) {
                    assertThat(row).hasSize(2);
                }

                @Override
                public void finish() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void together() {
            // Every statement since the last end is one transaction here anyway.
        }

        @Override
        public void settle() {}

        @Override
        public void fail() {
            status = status == TransactionStatus.IDLE ? status : TransactionStatus.FAILED;
        }

        @Override
        public TransactionStatus status() {
            return status;
        }

        @Override
        public void apply(String setting, String value) {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
