package io.cairn.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.engine.fuzz.FuzzTarget;
import io.cairn.engine.log.Control;
import io.cairn.engine.log.Entry;
import io.cairn.engine.log.Header;
import io.cairn.engine.log.Outcome;
import io.cairn.engine.log.RecordKind;
import io.cairn.engine.log.ReplicaSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Records that are hashed or stored: what is read is written as it was. The first byte of the input chooses one. */
class RecordFuzzTest extends FuzzTarget {
    /** Each reads a record and writes it again; the order is that of the stored inputs. */
    private static final List<UnaryOperator<byte[]>> RECORDS = List.of(
            bytes -> Entry.decode(bytes).encode(),
            bytes -> Outcome.decode(bytes).encode(),
            bytes -> Header.decode(bytes).encode(),
            bytes -> ReplicaSet.decode(bytes).encode(),
            bytes -> Control.decode(RecordKind.CONFIG, bytes).encode(),
            bytes -> Control.decode(RecordKind.SEAL, bytes).encode(),
            bytes -> Control.decode(RecordKind.ENGINE_VERSION, bytes).encode(),
            bytes -> Control.decode(RecordKind.QUARANTINE, bytes).encode(),
            bytes -> DatabaseRecord.decode(bytes).encode(),
            bytes -> AccountRecord.decode(bytes).encode(),
            bytes -> CollectionRecord.decode(bytes).encode(),
            bytes -> CollectionSchema.decode(bytes).encode(),
            bytes -> DocumentRecord.decode(bytes).encode(),
            bytes -> SessionRecord.decode(bytes).encode(),
            bytes -> TokenRecord.decode(bytes).encode(),
            bytes -> BalanceRecord.decode(bytes).encode(),
            bytes -> WithdrawalRecord.decode(bytes).encode(),
            bytes -> TokenCounts.decode(bytes).encode());

    @Override
    protected void check(byte[] input) {
        if (input.length > 0) {
            byte[] record = Arrays.copyOfRange(input, 1, input.length);
            UnaryOperator<byte[]> again = RECORDS.get((input[0] & 0xFF) % RECORDS.size());
            parsed(() -> again.apply(record))
                    .ifPresent(written -> assertThat(written).isEqualTo(record));
        }
    }
}
