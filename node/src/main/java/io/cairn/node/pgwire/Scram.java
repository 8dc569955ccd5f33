package io.cairn.node.pgwire;

import io.cairn.node.pgtype.SqlFailure;
import io.cairn.node.pgtype.SqlState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The server's side of one exchange of SCRAM-SHA-256, without channel binding (RFC 5802, RFC 7677). */
final class Scram {
    static final String MECHANISM = "SCRAM-SHA-256";

    private static final int NONCE_MAX = 256;

    private final ScramSecret secret;
    private final String serverNonce;
    private String gs2Header = "";
    private String clientFirstBare = "";
    private String serverFirst = "";

    Scram(ScramSecret secret, String serverNonce) {
        this.secret = secret;
        this.serverNonce = serverNonce;
    }

    /** Takes a client's first message; answers the server's first. The name in it is not used, as in PostgreSQL. */
    String first(String message) {
        if (message.startsWith("p=")) {
            throw malformed("channel binding was not offered");
        }
        if (!message.startsWith("n,,") && !message.startsWith("y,,")) {
            throw malformed("no header that is offered");
        }
        gs2Header = message.substring(0, 3);
        clientFirstBare = message.substring(3);
        String[] parts = clientFirstBare.split(",", -1);
        if (parts.length < 2 || !parts[0].startsWith("n=") || !parts[1].startsWith("r=")) {
            throw malformed("no name and nonce");
        }
        String nonce = parts[1].substring(2);
        boolean printable = nonce.chars().allMatch(c -> c >= 0x21 && c <= 0x7E);
        if (nonce.isEmpty() || nonce.length() > NONCE_MAX || !printable) {
            throw malformed("no nonce that is allowed");
        }
        String salt = Base64.getEncoder().encodeToString(secret.salt());
        serverFirst = "r=" + nonce + serverNonce + ",s=" + salt + ",i=" + secret.iterations();
        return serverFirst;
    }

    /**
     * Takes a client's last message.
     *
     * @return the server's last, or empty where the password is wrong
     */
    String last(String message) {
        int proofAt = message.lastIndexOf(",p=");
        String withoutProof = message.substring(0, Math.max(0, proofAt));
        String nonce = serverFirst.substring(2, serverFirst.indexOf(','));
        String binding = Base64.getEncoder().encodeToString(gs2Header.getBytes(StandardCharsets.UTF_8));
        if (proofAt < 0 || !withoutProof.equals("c=" + binding + ",r=" + nonce)) {
            throw malformed("the last message does not continue the first");
        }
        byte[] proof = decoded(message.substring(proofAt + 3));
        String signed = clientFirstBare + ',' + serverFirst + ',' + withoutProof;
        byte[] signature = ScramSecret.hmac(secret.storedKey(), signed);
        if (proof.length != signature.length) {
            throw malformed("the proof has another length");
        }
        byte[] clientKey = new byte[proof.length];
        for (int i = 0; i < proof.length; i++) {
            clientKey[i] = (byte) (proof[i] ^ signature[i]);
        }
        if (!MessageDigest.isEqual(ScramSecret.sha256(clientKey), secret.storedKey())) {
            return "";
        }
        return "v=" + Base64.getEncoder().encodeToString(ScramSecret.hmac(secret.serverKey(), signed));
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed("the proof is no base64");
        }
    }

    private static SqlFailure malformed(String why) {
        return SqlFailure.of(SqlState.PROTOCOL_VIOLATION, "malformed SCRAM message")
                .withDetail(why);
    }
}
