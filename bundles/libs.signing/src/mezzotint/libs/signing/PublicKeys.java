package mezzotint.libs.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 public keys as they are written down here: base64 of the 32 bytes that RFC 8032 defines. */
public final class PublicKeys {

    static final String ALGORITHM = "Ed25519";

    private static final int LENGTH = 32;
    /** What X.509 puts before the 32 bytes (RFC 8410). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicKeys() {}

    static String text(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, HEAD.length, encoded.length));
    }

    /** @throws IllegalArgumentException if the text is no such key, in words */
    public static PublicKey parse(String text) {
        byte[] key = decode(text, LENGTH, "an Ed25519 public key");
        byte[] encoded = Arrays.copyOf(HEAD, HEAD.length + LENGTH);
        System.arraycopy(key, 0, encoded, HEAD.length, LENGTH);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(text + " is no Ed25519 public key: " + e.getMessage(), e);
        }
    }

    static byte[] decode(String text, int length, String what) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // Only one spelling is taken: a list of keys is searched by text.
            if (bytes.length == length && Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below, as for a wrong length
        }
        throw new IllegalArgumentException("\"" + text + "\" is not " + what + ", which is base64 of " + length + " bytes");
    }
}
