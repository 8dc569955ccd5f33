package io.cairn.engine.record;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.KeyCodec;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys of the state tree; see {@code docs/formats.md}, "Key layout". */
public final class Keys {
    /** The database's own record and its replica set. */
    public static final int DATABASE = 0x01;
    /** Nonces and usage by account and signing key. */
    public static final int ACCOUNT = 0x02;
    /** Roles by account. */
    public static final int MEMBER = 0x03;
    /** Collections by name. */
    public static final int COLLECTION = 0x04;
    /** Documents by collection number and id. */
    public static final int DOCUMENT = 0x05;
    /** Index entries by collection number, path, value and id. */
    public static final int INDEX = 0x06;
    /** Deleted SQL rows, and versions of rows that their block made and left behind, by table id and row id. */
    public static final int SQL_VERSION = 0x07;

    /** SQL catalog rows by object id. */
    public static final int SQL_CATALOG = 0x08;
    /** SQL rows by table id and row id. */
    public static final int SQL_ROW = 0x09;
    /** SQL index entries by table id, index id, key and row id. */
    public static final int SQL_INDEX = 0x0A;
    /** Sequence values by sequence id. */
    public static final int SEQUENCE = 0x0B;
    /** SQL statistics by table id, and by table id and index id. */
    public static final int STATISTICS = 0x0C;
    /** Schemas by collection number. */
    public static final int SCHEMA = 0x0D;
    /** Rules by collection number and name. Reserved. */
    public static final int RULE = 0x0E;
    /** Triggers by collection number and name. Reserved. */
    public static final int TRIGGER = 0x0F;
    /** Crons by name, and their due times. Reserved. */
    public static final int CRON = 0x10;
    /** Sessions by account and key. */
    public static final int SESSION = 0x11;
    /** Roles of SQL, grants, row policies and statement patterns. */
    public static final int GRANT = 0x12;
    /** Relayer jobs and address links. Reserved. */
    public static final int RELAYER = 0x13;
    /** Declared indexes by collection number, and their entries. */
    public static final int INDEX_CATALOG = 0x14;
    /** Whether reads are on record, and those that are, by their place in the log. */
    public static final int READ = 0x15;
    /** Links to other databases by their keys. */
    public static final int LINK = 0x16;
    /** Tokens, what accounts hold of them, and what went out; see {@link TokenKeys}. */
    public static final int TOKEN = 0x17;

    /** Longest part of a value that an index key holds, in bytes. */
    public static final int INDEX_VALUE_BYTES_MAX = 96;

    private static final int OWN_KEY = 0x00;
    private static final int RIGHTS_NAME = 0x00;
    private static final int RIGHTS_ROLE = 0x01;
    private static final int RIGHTS_MEMBERSHIP = 0x02;
    private static final int RIGHTS_OBJECT = 0x03;
    private static final int RIGHTS_PATTERN = 0x04;

    private Keys() {}

    /** The database record. */
    public static byte[] database() {
        return new byte[] {DATABASE, 0x00};
    }

    /** The replica set. */
    public static byte[] replicaSet() {
        return new byte[] {DATABASE, 0x01};
    }

    /** Nonces and usage of an account under its own key. */
    public static byte[] account(Account account) {
        return new ByteWriter(40)
                .u8(ACCOUNT)
                .bytes(account.keyBytes())
                .u8(OWN_KEY)
                .toBytes();
    }

    /** Nonces and usage of a session: those of {@code account} under another key, which is never empty or zero. */
    public static byte[] account(Account account, Account sessionKey) {
        return new ByteWriter(72)
                .u8(ACCOUNT)
                .bytes(account.keyBytes())
                .bytes(sessionKey.keyBytes())
                .toBytes();
    }

    /** The session that an account opened for a key. */
    public static byte[] session(Account account, Account sessionKey) {
        return new ByteWriter(72)
                .u8(SESSION)
                .bytes(account.keyBytes())
                .bytes(sessionKey.keyBytes())
                .toBytes();
    }

    /** All sessions of an account. */
    public static byte[] sessions(Account account) {
        return new ByteWriter(40).u8(SESSION).bytes(account.keyBytes()).toBytes();
    }

    /** All sessions of everybody. */
    public static byte[] sessions() {
        return new byte[] {SESSION};
    }

    /** The account in the key of a session. */
    public static Account sessionAccount(byte[] key) {
        return Account.fromKeyBytesAt(key, 1);
    }

    /** The session's key in the key of one of the sessions of {@code account}. */
    public static Account sessionKey(byte[] key, Account account) {
        return Account.fromKeyBytes(Arrays.copyOfRange(key, 1 + account.keyBytes().length, key.length));
    }

    /** The role of an account. */
    public static byte[] member(Account account) {
        return new ByteWriter(40).u8(MEMBER).bytes(account.keyBytes()).toBytes();
    }

    /** All roles. */
    public static byte[] members() {
        return new byte[] {MEMBER};
    }

    /** The account of a role's key. */
    public static Account memberAccount(byte[] key) {
        return Account.fromKeyBytes(Arrays.copyOfRange(key, 1, key.length));
    }

    /** A collection. */
    public static byte[] collection(String name) {
        ByteWriter writer = new ByteWriter(40).u8(COLLECTION);
        KeyCodec.appendText(writer, name);
        return writer.toBytes();
    }

    /** All collections. */
    public static byte[] collections() {
        return new byte[] {COLLECTION};
    }

    /** Where the collections begin whose names are at least {@code name}, as are those that begin with it. */
    public static byte[] collectionsFrom(String name) {
        ByteWriter writer = new ByteWriter(40).u8(COLLECTION);
        KeyCodec.appendText(writer, name);
        byte[] key = writer.toBytes();
        return Arrays.copyOf(key, key.length - 2);
    }

    /** The name in a collection's key. */
    public static String collectionName(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.u8();
        return KeyCodec.readText(reader);
    }

    /** A document. */
    public static byte[] document(int collection, String id) {
        ByteWriter writer = new ByteWriter(40).u8(DOCUMENT).u32(collection);
        KeyCodec.appendText(writer, id);
        return writer.toBytes();
    }

    /** All documents of a collection. */
    public static byte[] documents(int collection) {
        return new ByteWriter(5).u8(DOCUMENT).u32(collection).toBytes();
    }

    /** The id in a document's key. */
    public static String documentId(byte[] key) {
        return idAt(key, 5);
    }

    /** All index entries of one path. */
    public static byte[] index(int collection, String path) {
        ByteWriter writer = new ByteWriter(64).u8(INDEX).u32(collection);
        KeyCodec.appendText(writer, path);
        return writer.toBytes();
    }

    /** All index entries of one path with one value. */
    public static byte[] index(byte[] pathPrefix, Value value) {
        ByteWriter writer = new ByteWriter(pathPrefix.length + 64).bytes(pathPrefix);
        KeyCodec.appendTruncated(writer, value, INDEX_VALUE_BYTES_MAX);
        return writer.toBytes();
    }

    /** One index entry. */
    public static byte[] index(byte[] pathPrefix, Value value, String id) {
        ByteWriter writer = new ByteWriter(pathPrefix.length + 96).bytes(pathPrefix);
        KeyCodec.appendTruncated(writer, value, INDEX_VALUE_BYTES_MAX);
        KeyCodec.appendText(writer, id);
        return writer.toBytes();
    }

    /** What indexes were declared on a collection. */
    public static byte[] indexCatalog(int collection) {
        return number(INDEX_CATALOG, collection);
    }

    /** All entries of a declared index. */
    public static byte[] declaredIndex(int collection, int index) {
        return new ByteWriter(9).u8(INDEX_CATALOG).u32(collection).u32(index).toBytes();
    }

    /** Whether reads are on record. */
    public static byte[] readsKept() {
        return new byte[] {READ};
    }

    /** A read that is on record. */
    public static byte[] read(long sequence, int index) {
        return new ByteWriter(13).u8(READ).u64(sequence).u32(index).toBytes();
    }

    /** The sequence in the key of a read. */
    public static long readSequence(byte[] key) {
        return new ByteReader(key, 1, key.length).u64();
    }

    /** The index in the bundle in the key of a read. */
    public static int readIndex(byte[] key) {
        return (int) new ByteReader(key, 9, key.length).u32();
    }

    /** What the catalog of tables is called. */
    public static byte[] sqlCatalogName() {
        return new byte[] {SQL_CATALOG};
    }

    /** An object of the catalog. */
    public static byte[] sqlCatalog(int object) {
        return number(SQL_CATALOG, object);
    }

    /** The object in a catalog key. */
    public static int sqlCatalogId(byte[] key) {
        return (int) new ByteReader(key, 1, key.length).u32();
    }

    /** All rows of a table. */
    public static byte[] sqlRows(int table) {
        return number(SQL_ROW, table);
    }

    /** A row of a table. */
    public static byte[] sqlRow(int table, long row) {
        return new ByteWriter(13)
                .u8(SQL_ROW)
                .u32(table)
                .u64(row ^ Long.MIN_VALUE)
                .toBytes();
    }

    /** Whether a key is that of a row of a table. */
    public static boolean isSqlRowOf(byte[] key, int table) {
        byte[] prefix = sqlRows(table);
        return key.length == 13 && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The row in a row's key. */
    public static long sqlRowId(byte[] key) {
        return new ByteReader(key, 5, key.length).u64() ^ Long.MIN_VALUE;
    }

    /** All that is kept of a table's rows beside the rows themselves. */
    public static byte[] sqlVersions(int table) {
        return number(SQL_VERSION, table);
    }

    /** What is left of a row that was deleted; earlier versions of a row begin so. */
    public static byte[] sqlDeleted(int table, long row) {
        byte[] key = sqlRow(table, row);
        key[0] = SQL_VERSION;
        return key;
    }

    /** An earlier version of a row, by the entry that made it. */
    public static byte[] sqlVersion(int table, long row, long sequence, int index) {
        return new ByteWriter(25)
                .bytes(sqlDeleted(table, row))
                .u64(sequence)
                .u32(index)
                .toBytes();
    }

    /** The kind of an index; its entries begin so. */
    public static byte[] sqlIndex(int table, int index) {
        return new ByteWriter(9).u8(SQL_INDEX).u32(table).u32(index).toBytes();
    }

    /** The mutation that made a table; no index has the number 0. */
    public static byte[] sqlMaker(int table) {
        return sqlIndex(table, 0);
    }

    /** The stand of a sequence. */
    public static byte[] sqlSequence(int sequence) {
        return number(SEQUENCE, sequence);
    }

    /** The values of a sequence that are set aside for a lane; half its name tells lanes apart. */
    public static byte[] sqlSetAside(int sequence, Hash lane) {
        return new ByteWriter(21)
                .bytes(sqlSequence(sequence))
                .bytes(lane.toBytes(), 0, 16)
                .toBytes();
    }

    /** The number of rows of a table. */
    public static byte[] sqlStatistics(int table) {
        return number(STATISTICS, table);
    }

    /** What a sample told about an index of a table. */
    public static byte[] sqlStatistics(int table, int index) {
        return new ByteWriter(9).u8(STATISTICS).u32(table).u32(index).toBytes();
    }

    /** What the rights of SQL are called; absent where none were ever given. */
    public static byte[] rightsName() {
        return new byte[] {GRANT, RIGHTS_NAME};
    }

    /** All roles of SQL. */
    public static byte[] sqlRoles() {
        return named(RIGHTS_ROLE);
    }

    /** A role of SQL. */
    public static byte[] sqlRole(String role) {
        return named(RIGHTS_ROLE, role);
    }

    /** All memberships in roles. */
    public static byte[] sqlMemberships() {
        return named(RIGHTS_MEMBERSHIP);
    }

    /** The roles that a role or account is a member of. */
    public static byte[] sqlMemberships(String member) {
        return named(RIGHTS_MEMBERSHIP, member);
    }

    /** That a role or account is a member of a role. */
    public static byte[] sqlMembership(String member, String role) {
        return named(RIGHTS_MEMBERSHIP, member, role);
    }

    /** The member and the role in the key of a membership. */
    public static List<String> sqlMembershipNames(byte[] key) {
        return namesAt(key, 2);
    }

    /** The rights on an object; a table and a sequence have a schema and a name, the database has no name. */
    public static byte[] sqlRights(SecuredKind kind, String... names) {
        ByteWriter writer = new ByteWriter(64).u8(GRANT).u8(RIGHTS_OBJECT).u8(kind.code());
        for (String name : names) {
            KeyCodec.appendText(writer, name);
        }
        return writer.toBytes();
    }

    /** The names in the key of an object's rights. */
    public static List<String> sqlRightsNames(byte[] key) {
        return namesAt(key, 3);
    }

    private static List<String> namesAt(byte[] key, int from) {
        ByteReader reader = new ByteReader(key, from, key.length);
        List<String> names = new ArrayList<>(2);
        while (reader.remaining() > 0) {
            names.add(KeyCodec.readText(reader));
        }
        return names;
    }

    /** All statement patterns. */
    public static byte[] statementPatterns() {
        return named(RIGHTS_PATTERN);
    }

    /** A statement pattern. */
    public static byte[] statementPattern(String name) {
        return named(RIGHTS_PATTERN, name);
    }

    private static byte[] named(int kind, String... names) {
        ByteWriter writer = new ByteWriter(64).u8(GRANT).u8(kind);
        for (String name : names) {
            KeyCodec.appendText(writer, name);
        }
        return writer.toBytes();
    }

    /** The schema of a collection. */
    public static byte[] schema(int collection) {
        return number(SCHEMA, collection);
    }

    private static byte[] number(int space, int number) {
        return new ByteWriter(5).u8(space).u32(number).toBytes();
    }

    /** The id that starts at {@code from} in a key and ends it. */
    public static String idAt(byte[] key, int from) {
        ByteReader reader = new ByteReader(key, from, key.length);
        String id = KeyCodec.readText(reader);
        reader.expectEnd();
        return id;
    }

    /** The least key above every key that starts with {@code prefix}. */
    public static byte[] after(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xFF) {
                byte[] after = Arrays.copyOf(prefix, i + 1);
                after[i]++;
                return after;
            }
        }
        throw new IllegalArgumentException("no key is above all keys with this prefix");
    }
}
