package mezzotint.libs.signing;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;

/**
 * A signature that lies beside what it signs: the content of a {@code .sig} file.
 *
 * <pre>
 * mezzotint-signature 1
 * key BASE64
 * signature BASE64
 * </pre>
 *
 * <p>The signature is Ed25519 (RFC 8032) over the bytes of the file as they are. Any white space may
 * stand between the words, so all of it can be one line, as in an HTTP header.
 *
 * @param key public key of whoever signed, base64 of 32 bytes
 * @param value the signature, base64 of 64 bytes
 */
public record DetachedSignature(String key, String value) {

    /** Ends the name of the file, after the name of what is signed. */
    public static final String ENDING = ".sig";

    private static final String TITLE = "mezzotint-signature";
    private static final String VERSION = "1";
    private static final int LENGTH = 64;
    private static final int LONGEST = 1000;

    public DetachedSignature {
        PublicKeys.parse(key);
        PublicKeys.decode(value, LENGTH, "an Ed25519 signature");
    }

    /** @throws IllegalArgumentException if that is no signature, in words */
    public static DetachedSignature parse(String text) {
        List<String> words = text.length() > LONGEST ? List.of() : List.of(text.strip().split("\\s+"));
        if (words.isEmpty() || !words.get(0).equals(TITLE)) {
            throw new IllegalArgumentException("the signature does not begin with " + TITLE);
        }
        if (words.size() < 2 || !words.get(1).equals(VERSION)) {
            throw new IllegalArgumentException("the signature is of version " + (words.size() < 2 ? "" : words.get(1))
                    + ", only " + VERSION + " is known here");
        }
        if (words.size() != 6 || !words.get(2).equals("key") || !words.get(4).equals("signature")) {
            throw new IllegalArgumentException("the signature is not made of a key and a signature");
        }
        return new DetachedSignature(words.get(3), words.get(5));
    }

    /** Whether the owner of the key signed these bytes. */
    public boolean fits(byte[] content) {
        try {
            Signature signature = Signature.getInstance(PublicKeys.ALGORITHM);
            signature.initVerify(PublicKeys.parse(key));
            signature.update(content);
            return signature.verify(PublicKeys.decode(value, LENGTH, "an Ed25519 signature"));
        } catch (GeneralSecurityException e) {
            return false; // a point that is not on the curve, or a number out of range
        }
    }

    /** As the file holds it. */
    public String text() {
        return TITLE + " " + VERSION + "\nkey " + key + "\nsignature " + value + "\n";
    }
}
