package io.cairn.engine.rule;

import io.cairn.engine.codec.ByteReader;
import io.cairn.engine.codec.ByteWriter;
import io.cairn.engine.codec.ValueCodec;
import io.cairn.engine.crypto.Addresses;
import io.cairn.engine.model.Account;
import io.cairn.engine.model.CairnException;
import io.cairn.engine.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may relay mutations that users signed for this job, what they may add, and how many signers must agree. Stored
 * bytes: format 0x01, then the job as it was written.
 *
 * @param source as it was written: relayers, signers, multisig, multisig_type, schema
 * @param relayers who may relay; everybody where the list is empty
 * @param signers whose signatures count
 * @param needed how many of them must have signed
 * @param schema of what is added, or null
 */
public record RelayerJob(
        Value.Document source,
        List<Account> relayers,
        List<Account> signers,
        int needed,
        Value.@Nullable Document schema) {
    /** The most accounts of either list. */
    public static final int ACCOUNTS_MAX = 100;
    /** The most bytes of a job, encoded. */
    public static final int BYTES_MAX = 32 << 10;

    private static final int FORMAT = 0x01;
    private static final List<String> FIELDS = List.of("relayers", "signers", "multisig", "multisig_type", "schema");

    /** Copies the lists. */
    public RelayerJob {
        relayers = List.copyOf(relayers);
        signers = List.copyOf(signers);
    }

    /** Reads a job. */
    public static RelayerJob of(Value value, String at) {
        if (!(value instanceof Value.Document source)) {
            throw malformed(at, "a relayer job is {relayers, signers, multisig, multisig_type, schema}");
        }
        for (Map.Entry<String, Value> field : source) {
            if (field.getKey().equals("internalWrites")) {
                throw new CairnException.Unsupported(at + "/internalWrites", "contracts do not relay: there are none");
            }
            if (!FIELDS.contains(field.getKey())) {
                throw malformed(at + "/" + field.getKey(), "a relayer job has " + String.join(", ", FIELDS));
            }
        }
        List<Account> signers = accounts(source.get("signers"), at + "/signers");
        if (source.get("schema") != null && !(source.get("schema") instanceof Value.Document)) {
            throw malformed(at + "/schema", "a schema is an object");
        }
        RelayerJob job = new RelayerJob(
                source,
                accounts(source.get("relayers"), at + "/relayers"),
                signers,
                needed(source, signers.size(), at),
                source.get("schema") instanceof Value.Document schema ? schema : null);
        if (job.encode().length > BYTES_MAX) {
            throw malformed(at, "a relayer job has at most 32 KiB");
        }
        return job;
    }

    private static List<Account> accounts(@Nullable Value value, String at) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Value.Array(var items)) || items.size() > ACCOUNTS_MAX) {
            throw malformed(at, "a list of at most " + ACCOUNTS_MAX + " accounts is expected");
        }
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Account account = account(items.get(i), at + "/" + i);
            if (accounts.contains(account)) {
                throw malformed(at + "/" + i, "each account stands once in the list");
            }
            accounts.add(account);
        }
        return accounts;
    }

    /** An account by its full text, or by the plain address of Ethereum. */
    private static Account account(Value value, String at) {
        if (!(value instanceof Value.Text(var text))) {
            throw malformed(at, "an account is a text");
        }
        try {
            return Addresses.parseAnyForm(text);
        } catch (CairnException.Incorrect notOne) {
            throw malformed(at, notOne.getMessage());
        }
    }

    private static int needed(Value.Document source, int signers, String at) {
        Value given = source.get("multisig");
        Value type = source.get("multisig_type");
        boolean isPercent = Value.of("percent").equals(type);
        if (type != null && !isPercent && !Value.of("number").equals(type)) {
            throw malformed(at + "/multisig_type", "multisig_type is number or percent");
        }
        if (given == null) {
            if (signers > 0 || type != null) {
                throw malformed(at + "/multisig", "multisig says how many of the signers must sign");
            }
            return 0;
        }
        long most = isPercent ? 100 : signers;
        if (!(given instanceof Value.Int(var number)) || number < 1 || number > most || signers == 0) {
            throw malformed(at + "/multisig", "multisig is 1 to " + most + " of the " + signers + " signers");
        }
        return isPercent ? (int) ((signers * number + 99) / 100) : (int) number;
    }

    private static CairnException malformed(String at, String what) {
        return new CairnException.Incorrect("relayer-job-malformed", at, what);
    }

    /** The stored bytes. */
    public byte[] encode() {
        ByteWriter writer = new ByteWriter(512).u8(FORMAT);
        ValueCodec.encode(source, writer);
        return writer.toBytes();
    }

    /** Parses stored bytes. */
    public static RelayerJob decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes);
        int format = reader.u8();
        if (format != FORMAT) {
            throw new CairnException.Incorrect(
                    "format-unknown", "relayer", "unknown format of a relayer job " + format);
        }
        Value source = ValueCodec.decode(reader);
        reader.expectEnd();
        return of(source, "relayer");
    }
}
