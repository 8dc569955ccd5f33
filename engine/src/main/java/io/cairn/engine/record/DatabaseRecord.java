package io.cairn.engine.record;

import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Hash;
import io.cairn.engine.model.Value;
import io.cairn.engine.mutation.Role;
import io.cairn.engine.mutation.Visibility;
import io.cairn.engine.view.MapView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The database's own record, as DAG-CBOR with a field {@code v} = 1.
 *
 * @param quotaEntries entries that one account may be charged in all; 0 for no limit
 * @param quotaBytes bytes that one account may be charged in all; 0 for no limit
 * @param collections how many collections were ever made: the last number given
 */
public record DatabaseRecord(
        String network,
        String address,
        Account owner,
        Hash genesis,
        String description,
        Visibility visibility,
        long quotaEntries,
        long quotaBytes,
        int collections) {
    private static final long VERSION = 1;
    private static final int FIELDS = 10;

    /** The chain id that mutations of this database sign: network, address and genesis. */
    public String chainId() {
        return network + "/" + address + "/" + genesis.hex();
    }

    /** The accounts that own the database: who created it, then those who were given the role, in the order of keys. */
    public List<Account> owners(MapView state) {
        List<Account> owners = new ArrayList<>();
        owners.add(owner);
        byte[] from = Keys.members();
        byte[] to = Keys.after(from);
        MapView.Cursor members = state.seek(from);
        while (members.next() && Arrays.compareUnsigned(members.key(), to) < 0) {
            if (Role.ofCode(members.value()[1]) == Role.OWNER) {
                owners.add(Keys.memberAccount(members.key()));
            }
        }
        return owners;
    }

    /** The stored bytes. */
    public byte[] encode() {
        return ValueCodec.encode(Value.Document.builder()
                .put("v", VERSION)
                .put("network", network)
                .put("address", address)
                .put("owner", owner.text())
                .put("genesis", Value.of(genesis.toBytes()))
                .put("description", description)
                .put("visibility", visibility.word())
                .put("quotaEntries", quotaEntries)
                .put("quotaBytes", quotaBytes)
                .put("collections", collections)
                .build());
    }

    /** Parses stored bytes. */
    public static DatabaseRecord decode(byte[] bytes) {
        if (!(ValueCodec.decode(bytes) instanceof Value.Document fields) || number(fields, "v") != VERSION) {
            throw new CairnException.Incorrect("format-unknown", "database", "unknown form of a database record");
        }
        if (fields.size() != FIELDS) {
            throw new CairnException.Incorrect(
                    "bytes-malformed", "database", "a database record has " + FIELDS + " fields, not " + fields.size());
        }
        return new DatabaseRecord(
                text(fields, "network"),
                text(fields, "address"),
                Account.parse(text(fields, "owner")),
                genesis(fields),
                text(fields, "description"),
                Visibility.of(text(fields, "visibility"), "database/visibility"),
                number(fields, "quotaEntries"),
                number(fields, "quotaBytes"),
                collections(fields));
    }

    private static int collections(Value.Document fields) {
        long collections = number(fields, "collections");
        if (collections < 0 || collections > Integer.MAX_VALUE) {
            throw malformed("collections");
        }
        return (int) collections;
    }

    private static Hash genesis(Value.Document fields) {
        if (fields.get("genesis") instanceof Value.Bytes bytes) {
            return Hash.of(bytes.value());
        }
        throw malformed("genesis");
    }

    private static String text(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Text text) {
            return text.value();
        }
        throw malformed(name);
    }

    private static long number(Value.Document fields, String name) {
        if (fields.get(name) instanceof Value.Int number) {
            return number.value();
        }
        throw malformed(name);
    }

    private static CairnException malformed(String name) {
        return new CairnException.Incorrect("bytes-malformed", "database/" + name, "a database record is malformed");
    }

    /** The same database with other settings. */
    public DatabaseRecord with(String newDescription, Visibility newVisibility, long newEntries, long newBytes) {
        return new DatabaseRecord(
                network, address, owner, genesis, newDescription, newVisibility, newEntries, newBytes, collections);
    }

    /** The same database with one more collection. */
    public DatabaseRecord withCollection() {
        return new DatabaseRecord(
                network, address, owner, genesis, description, visibility, quotaEntries, quotaBytes, collections + 1);
    }
}
