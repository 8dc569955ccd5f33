package io.cairn.node.pgwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.node.pgtype.Cell;
import io.cairn.node.pgtype.SqlType;
import io.cairn.node.pgwire.RawClient.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol, message by message, where drivers do not go. */
@Timeout(120)
final class ProtocolTest {
    @Test
    void refusesEncryptionItDoesNotHaveAndGoesOn() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = new RawClient(server.port())) {
            client.int32(8);
            client.int32(StartupPacket.GSS_CODE);
            assertThat(client.readByte()).isEqualTo('N');
            client.int32(8);
            client.int32(StartupPacket.TLS_CODE);
            assertThat(client.readByte()).isEqualTo('N');
            client.startup(3 << 16 | 2, "user", "tester", "_pq_.x", "1", "application_name", "raw");
            List<Message> messages = client.until('Z');
            assertThat(messages.getFirst().letter()).isEqualTo('v');
            assertThat(messages).extracting(Message::text).contains("server_encoding|UTF8|", "application_name|raw|");
            assertThat(messages).extracting(Message::text).contains("integer_datetimes|on|", "TimeZone|UTC|");
        }
    }

    @Test
    void saysWhyAStartupIsRefused() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(refusal(server, 2 << 16, "user", "x")).isEqualTo("0A000");
            assertThat(refusal(server, 3 << 16, "database", "x")).isEqualTo("28000");
            assertThat(refusal(server, 3 << 16, "user", "x", "replication", "true"))
                    .isEqualTo("0A000");
            assertThat(refusal(server, 3 << 16, "user", "x", "no_such", "1")).isEqualTo("42704");
            assertThat(refusal(server, 3 << 16, "user", "x", "DateStyle", "German"))
                    .isEqualTo("22023");
            assertThat(refusal(server, 3 << 16, "user", "x", "options", "-x")).isEqualTo("42601");
            assertThat(refusal(server, 3 << 16, "user", "x", "is_superuser", "on"))
                    .isEqualTo("55P02");
        }
    }

    private static String refusal(TestServer server, int version, String... words) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.startup(version, words);
            List<Message> messages = client.until('E');
            assertThat(client.next()).isNull();
            return messages.getLast().state();
        }
    }

    @Test
    void passesOverMessagesAfterAFailureUpToSync() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.parse("", "SELECT * FROM nothing").bind("", "").execute("", 0);
            client.add('D', 'S', "absent")
                    .add('H')
                    .add('S')
                    .parse("", "SELECT 1")
                    .bind("", "");
            client.add('D', 'P', "").execute("", 0).add('S').send();
            assertThat(client.answers()).isEqualTo("E(42P01)ZI");
            assertThat(client.answers()).isEqualTo("12TDC(SELECT 1)ZI");
        }
    }

    @Test
    void aPortalStopsAndGoesOn() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.parse("s", "SELECT \"X\" FROM system_range(1, 5)")
                    .bind("p", "s")
                    .execute("p", 2);
            client.execute("p", 2)
                    .execute("p", 2)
                    .execute("p", 2)
                    .add('C', 'P', "p")
                    .execute("p", 0)
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("12DDsDDsDC(SELECT 1)C(SELECT 0)3E(34000)ZI");
            client.bind("p", "s")
                    .execute("p", 1)
                    .add('S')
                    .execute("p", 1)
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("2DsZI");
            assertThat(client.answers())
                    .as("a portal ends with its transaction")
                    .isEqualTo("E(34000)ZI");
            client.add('Q', "BEGIN").send();
            assertThat(client.answers()).isEqualTo("C(BEGIN)ZT");
            client.bind("p", "s")
                    .execute("p", 1)
                    .add('S')
                    .execute("p", 1)
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("2DsZT");
            assertThat(client.answers()).isEqualTo("DsZT");
            client.add('Q', "COMMIT").execute("p", 1).add('S').send();
            assertThat(client.answers()).isEqualTo("C(COMMIT)ZI");
            assertThat(client.answers()).isEqualTo("E(34000)ZI");
        }
    }

    @Test
    void whatIsNotSyncedIsOneTransaction() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.add('Q', "CREATE TABLE t (i int PRIMARY KEY)").send();
            client.answers();
            for (String value : List.of("1", "2", "1")) {
                client.parse("", "INSERT INTO t VALUES (" + value + ")")
                        .bind("", "")
                        .execute("", 0);
            }
            client.add('S').add('Q', "SELECT count(*) FROM t").send();
            assertThat(client.answers()).isEqualTo("12C(INSERT 0 1)12C(INSERT 0 1)12E(23505)ZI");
            assertThat(client.until('D').getLast().text()).endsWith("0");
        }
    }

    @Test
    void namesAreTakenOnceAndFreed() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.parse("s", "SELECT 1")
                    .add('S')
                    .parse("s", "SELECT 2")
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("1ZI");
            assertThat(client.answers()).isEqualTo("E(42P05)ZI");
            client.add('C', 'S', "s")
                    .add('C', 'S', "s")
                    .parse("s", "SELECT 2")
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("331ZI");
            client.add('Q', "DEALLOCATE s; DEALLOCATE s").send();
            assertThat(client.answers())
                    .as("rolled back, but a name that is freed stays free")
                    .isEqualTo("C(DEALLOCATE)E(26000)ZI");
            client.parse("s", "")
                    .bind("", "s")
                    .execute("", 0)
                    .add('D', 'S', "s")
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("12ItnZI");
            client.add('Q', "DISCARD ALL").bind("", "s").add('S').send();
            assertThat(client.answers()).isEqualTo("C(DISCARD ALL)ZI");
            assertThat(client.answers()).isEqualTo("E(26000)ZI");
        }
    }

    @Test
    void refusesWhatBreaksTheProtocolAndStaysInStep() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.add(
                            'P',
                            "s",
                            "SELECT $1 + 1",
                            (short) 1,
                            SqlType.of(SqlType.Kind.INT4).oid())
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("1ZI");
            Object[][] broken = {
                {'B', "", "s", (short) 0, (short) 0, (short) 0},
                {'B', "", "s", (short) 1, (short) 7, (short) 1, 1, new byte[] {'1'}, (short) 0},
                {'B', "", "s", (short) 0, (short) 1, 99, new byte[] {'1'}, (short) 0},
                {'B', "", "s", (short) 0, (short) -1, (short) 0},
                {'B', "", "s", (short) 0, (short) 1, 1, new byte[] {'x'}, (short) 0},
                {'B', "", "s", (short) 0, (short) 1, 2, new byte[] {(byte) 0xC3, '('}, (short) 0},
                {'P', "q", "SELECT 1; SELECT 2", (short) 0},
                {'P', "q", "SELECT $1", (short) 1, 99_999},
                {'P', "q", "SELECT 1"},
                {'D', 'X', "s"},
                {'E', "", 0, 0},
                {'C', 'S'},
                {'F', 1}
            };
            String[] states = {
                "08P01", "22023", "08P01", "08P01", "22P02", "22021", "42601", "42704", "08P01", "08P01", "08P01",
                "08P01", "0A000"
            };
            for (int i = 0; i < broken.length; i++) {
                Object[] parts = java.util.Arrays.copyOfRange(broken[i], 1, broken[i].length);
                char letter = (char) broken[i][0];
                client.add(letter, parts);
                if (letter != 'F') {
                    client.add('S');
                }
                client.send();
                assertThat(client.answers()).as("message %s", i).isEqualTo("E(" + states[i] + ")ZI");
            }
        }
    }

    @Test
    void endsWhatCannotBeReadAsMessages() throws Exception {
        try (TestServer server = TestServer.start()) {
            for (int length : new int[] {0, 3, -1, (16 << 20) + 5, Integer.MAX_VALUE}) {
                try (RawClient client = RawClient.begun(server.port())) {
                    client.raw('Q');
                    client.int32(length);
                    assertThat(client.until('E').getLast().text()).contains("FATAL", "C08P01");
                    assertThat(client.next()).isNull();
                }
            }
            try (RawClient client = RawClient.begun(server.port())) {
                client.add('!').send();
                assertThat(client.until('E').getLast().state()).isEqualTo("08P01");
                assertThat(client.next()).isNull();
            }
        }
    }

    @Test
    void aCopyCanBeGivenUpAndOneThatFailsIsReadToItsEnd() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port())) {
            client.add('Q', "CREATE TABLE t (i int)").add('Q', "COPY t FROM STDIN");
            client.add('d', new byte[] {'1', '\n', '2'})
                    .add('d', new byte[] {'3', '\n'})
                    .add('f', "no more")
                    .send();
            assertThat(client.answers()).isEqualTo("C(CREATE TABLE)ZI");
            assertThat(client.answers()).isEqualTo("GE(57014)ZI");
            client.add('Q', "COPY t FROM STDIN").add('d', new byte[] {'1', '\t', '2', '\n'});
            client.add('d', new byte[] {'3', '\n'})
                    .add('c')
                    .add('Q', "SELECT count(*) FROM t")
                    .send();
            assertThat(client.answers()).isEqualTo("GE(22P04)ZI");
            assertThat(client.answers()).isEqualTo("TDC(SELECT 1)ZI");
            client.parse("", "COPY t FROM STDIN").bind("", "").execute("", 0);
            client.add('d', new byte[] {'7', '\n', '8'})
                    .add('S')
                    .add('c')
                    .add('S')
                    .send();
            assertThat(client.answers()).isEqualTo("12GC(COPY 2)ZI");
        }
    }

    @Test
    void onlyWhoKnowsTheSecretCancels() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        AtomicLong cancels = new AtomicLong();
        Counting backend = new Counting() {
            @Override
            public Result run(String sql, List<Parameter> parameters) {
                runs.countDown();
                return super.run(sql, parameters);
            }

            @Override
            public void cancel() {
                cancels.incrementAndGet();
            }
        };
        try (PgServer server = PgServer.start(PgSettings.local(0), (_, _) -> backend);
                RawClient client = new RawClient(server.port())) {
            client.startup(3 << 16, "user", "tester");
            ByteBuffer key = ByteBuffer.wrap(client.until('K').getLast().body());
            int process = key.getInt();
            int secret = key.getInt();
            client.until('Z');
            cancel(server, process, secret);
            assertThat(cancels).as("nothing runs").hasValue(0);
            client.add('Q', "SELECT endless").send();
            runs.await();
            cancel(server, process, secret + 1);
            assertThat(cancels).hasValue(0);
            cancel(server, process, secret);
            assertThat(client.until('E').getLast().text()).contains("canceling statement due to user request");
            assertThat(cancels).hasValue(1);
            assertThat(client.answers()).isEqualTo("ZI");
        }
    }

    private static void cancel(PgServer server, int process, int secret) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.int32(16);
            client.int32(StartupPacket.CANCEL_CODE);
            client.int32(process);
            client.int32(secret);
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void aSlowReaderHoldsBackTheRows() throws Exception {
        int rowBytes = 64 << 10;
        int aheadMax = (32 << 20) / rowBytes;
        Counting backend = new Counting();
        backend.cell = new Cell.Text("x".repeat(rowBytes));
        try (PgServer server = PgServer.start(PgSettings.local(0), (_, _) -> backend);
                RawClient client = RawClient.begun(server.port())) {
            client.add('Q', "SELECT much").send();
            int rows = 0;
            long aheadMost = 0;
            // 256 MiB of an answer that has no end; what the server made and the client has not read stays small.
            while (rows < 4_096) {
                if (client.next().letter() == 'D') {
                    rows++;
                }
                aheadMost = Math.max(aheadMost, backend.made.get() - rows);
            }
            assertThat(aheadMost).isBetween(1L, (long) aheadMax);
        }
    }

    @Test
    void limitsHold() throws Exception {
        PgLimits limits = new PgLimits(2, 1_000, 3, 10_000, 300, 86_400_000);
        try (TestServer server = TestServer.start(PgSettings.local(0).withLimits(limits));
                RawClient client = RawClient.begun(server.port())) {
            for (int i = 0; i < 3; i++) {
                client.parse("s" + i, "SELECT 1").add('S').send();
                assertThat(client.answers()).isEqualTo("1ZI");
            }
            client.parse("s3", "SELECT 1").add('S').send();
            assertThat(client.answers()).isEqualTo("E(54000)ZI");
            try (RawClient second = RawClient.begun(server.port())) {
                assertThat(refusal(server, 3 << 16, "user", "third")).isEqualTo("53300");
                second.add('X').send();
                assertThat(second.next()).isNull();
            }
            try (RawClient silent = new RawClient(server.port())) {
                assertThat(silent.next())
                        .as("cut off when it has not begun in time")
                        .isNull();
            }
            client.add('Q', "SELECT '" + "x".repeat(1_000) + "'").send();
            assertThat(client.until('E').getLast().text()).contains("FATAL", "C08P01");
        }
    }

    @Test
    void silenceEndsASession() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = RawClient.begun(server.port());
                RawClient other = RawClient.begun(server.port())) {
            client.add('Q', "SET idle_session_timeout = 50").send();
            assertThat(client.until('E').getLast().state()).isEqualTo("57P05");
            other.add('Q', "SET idle_in_transaction_session_timeout = 50; BEGIN")
                    .send();
            assertThat(other.until('E').getLast().state()).isEqualTo("25P03");
            assertThat(other.next()).isNull();
        }
    }

    @Test
    void theServerWaitsForNobodyLongerThanItsLimit() throws Exception {
        PgLimits limits = new PgLimits(2, 1_000, 3, 10_000, 10_000, 60);
        try (TestServer server = TestServer.start(PgSettings.local(0).withLimits(limits));
                RawClient client = RawClient.begun(server.port())) {
            assertThat(client.until('E').getLast().state()).isEqualTo("57P05");
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void stoppingTellsWhoWaits() throws Exception {
        TestServer server = TestServer.start();
        try (RawClient client = RawClient.begun(server.port())) {
            server.close();
            assertThat(client.until('E').getLast().state()).isEqualTo("57P01");
            assertThat(client.next()).isNull();
            assertThat(server.server().sessions()).isZero();
        }
    }

    /** A session that answers the same row without end. */
    private static class Counting implements SqlSession {
        final AtomicLong made = new AtomicLong();
        Cell cell = new Cell.Text("row");

        @Override
        public Described describe(String sql, List<SqlType> parameterTypes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Result run(String sql, List<Parameter> parameters) {
            return new Rows() {
                @Override
                public List<Column> columns() {
                    return List.of(Column.of("c", SqlType.TEXT));
                }

                @Override
                public List<Cell> next() {
                    made.incrementAndGet();
                    return List.of(cell);
                }
            };
        }

        @Override
        public CopyTarget copyIn(String table, List<String> columns) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void together() {
            // Every statement since the last end is one transaction here anyway.
        }

        @Override
        public void settle() {}

        @Override
        public void fail() {}

        @Override
        public TransactionStatus status() {
            return TransactionStatus.IDLE;
        }

        @Override
        public void apply(String setting, String value) {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }
}
