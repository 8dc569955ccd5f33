package io.cairn.engine.record;

import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.crypto.Sha256;
import io.cairn.engine.model.Account;
import java.util.Arrays;
import java.util.HexFormat;

/** How the address of a database comes from who creates it. */
public final class DatabaseAddress {
    private static final int DOMAIN = 0x03;
    private static final int ADDRESS_BYTES = 20;

    private DatabaseAddress() {}

    /**
     * The address: 0x and the first 20 bytes of SHA-256(0x03 | length of network (u8) | network | owner's account
     * key | nonce (u64)), in lower-case hexadecimal.
     */
    public static String of(String network, Account owner, long nonce) {
        byte[] name = new ByteWriter(32).utf8(network).toBytes();
        byte[] preimage = new ByteWriter(96)
                .u8(DOMAIN)
                .u8(name.length)
                .bytes(name)
                .bytes(owner.keyBytes())
                .u64(nonce)
                .toBytes();
        byte[] address = Arrays.copyOf(Sha256.hash(preimage).toBytes(), ADDRESS_BYTES);
        return "0x" + HexFormat.of().formatHex(address);
    }

    /** The identity of a database in DB3's form. */
    public static String identity(String address) {
        return "db3_db:cairn:" + address;
    }
}
