package io.cairn.engine.crypto;

import io.cairn.engine.model.CairnException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing with the recovery id by libsecp256k1's own functions, which its binding does not offer: without them the
 * signer has to recover the key to find the id, and that takes as long as the signature itself.
 *
 * <p>Looks into the library that the binding has loaded, and is absent where that shows no such functions.
 */
final class Secp256k1Signing {
    /** {@code SECP256K1_CONTEXT_NONE}: since version 0.2 of the library such a context signs. */
    private static final int CONTEXT_NONE = 1;

    private static final int OPAQUE_BYTES = 65;
    private static final int COMPACT_BYTES = 64;

    private final MethodHandle sign;
    private final MethodHandle serialize;
    private final MemorySegment context;

    private Secp256k1Signing(MethodHandle sign, MethodHandle serialize, MemorySegment context) {
        this.sign = sign;
        this.serialize = serialize;
        this.context = context;
    }

    /** Signing by the loaded library, or null where it does not show the functions. */
    @SuppressWarnings("restricted") // the binding calls the same library in the same way
    static @Nullable Secp256k1Signing find() {
        SymbolLookup loaded = SymbolLookup.loaderLookup();
        Optional<MemorySegment> create = loaded.find("secp256k1_context_create");
        Optional<MemorySegment> sign = loaded.find("secp256k1_ecdsa_sign_recoverable");
        Optional<MemorySegment> serialize = loaded.find("secp256k1_ecdsa_recoverable_signature_serialize_compact");
        if (create.isEmpty() || sign.isEmpty() || serialize.isEmpty()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor creating = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try {
            MemorySegment context = (MemorySegment)
                    linker.downcallHandle(create.get(), creating).invokeExact(CONTEXT_NONE);
            return context.equals(MemorySegment.NULL)
                    ? null
                    : new Secp256k1Signing(
                            onArrays(linker, sign.get(), 6), onArrays(linker, serialize.get(), 4), context);
        } catch (Throwable failure) {
            throw broken(failure);
        }
    }

    /** A function of pointers that gives an int. It may be handed arrays of the heap, and calls nothing back. */
    @SuppressWarnings("restricted") // as above
    private static MethodHandle onArrays(Linker linker, MemorySegment function, int pointers) {
        ValueLayout[] parameters = new ValueLayout[pointers];
        Arrays.fill(parameters, ValueLayout.ADDRESS);
        return linker.downcallHandle(
                function, FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters), Linker.Option.critical(true));
    }

    /** r, s and the recovery id, 65 bytes: low s, the nonce by RFC 6979. */
    byte[] sign(byte[] secretKey, byte[] digest) {
        byte[] opaque = new byte[OPAQUE_BYTES];
        byte[] signature = new byte[OPAQUE_BYTES];
        int[] recoveryId = new int[1];
        MemorySegment held = MemorySegment.ofArray(opaque);
        try {
            int signed = (int) sign.invokeExact(
                    context,
                    held,
                    MemorySegment.ofArray(digest),
                    MemorySegment.ofArray(secretKey),
                    MemorySegment.NULL,
                    MemorySegment.NULL);
            int written = (int) serialize.invokeExact(
                    context, MemorySegment.ofArray(signature), MemorySegment.ofArray(recoveryId), held);
            if (signed != 1 || written != 1) {
                throw new CairnException.Fault("signing-failed", "libsecp256k1 refused to sign");
            }
        } catch (CairnException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw broken(failure);
        }
        signature[COMPACT_BYTES] = (byte) recoveryId[0];
        return signature;
    }

    private static CairnException.Fault broken(Throwable failure) {
        return new CairnException.Fault("signing-failed", "libsecp256k1 cannot be called: " + failure, failure);
    }
}
