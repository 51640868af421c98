package mezzotint.libs.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DetachedSignatureTest {

    private static final byte[] CONTENT = "a plugin".getBytes();

    /** RFC 8032, section 7.1, test 2. */
    @Test
    void the_example_of_the_standard_fits() {
        var signature = new DetachedSignature(base64("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"),
                base64("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        assertTrue(signature.fits(new byte[] {0x72}));
        assertFalse(signature.fits(new byte[] {0x73}));
    }

    @Test
    void each_changed_byte_is_noticed() {
        DetachedSignature signature = SigningKey.generate().sign(CONTENT);
        assertTrue(signature.fits(CONTENT));
        for (int i = 0; i < CONTENT.length; i++) {
            byte[] changed = CONTENT.clone();
            changed[i] ^= 1;
            assertFalse(signature.fits(changed), "byte " + i);
        }
    }

    @Test
    void another_key_does_not_fit() {
        DetachedSignature own = SigningKey.generate().sign(CONTENT);
        assertFalse(new DetachedSignature(SigningKey.generate().publicKey(), own.value()).fits(CONTENT));
    }

    @Test
    void text_may_stand_in_one_line() {
        DetachedSignature signature = SigningKey.generate().sign(CONTENT);
        assertEquals(signature, DetachedSignature.parse(signature.text()));
        assertEquals(signature, DetachedSignature.parse(signature.text().replace('\n', ' ')));
    }

    @Test
    void what_is_no_signature_is_refused_in_words() {
        DetachedSignature signature = SigningKey.generate().sign(CONTENT);
        assertEquals("the signature does not begin with mezzotint-signature", refusal("<html>"));
        assertEquals("the signature is of version 2, only 1 is known here", refusal(signature.text().replace(" 1\n", " 2\n")));
        assertEquals("the signature is not made of a key and a signature", refusal("mezzotint-signature 1\nkey " + signature.key()));
        assertEquals("\"abcd\" is not an Ed25519 public key, which is base64 of 32 bytes",
                refusal(signature.text().replace(signature.key(), "abcd")));
        assertEquals("\"" + signature.key() + "\" is not an Ed25519 signature, which is base64 of 64 bytes",
                refusal(signature.text().replace(signature.value(), signature.key())));
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> DetachedSignature.parse(text)).getMessage();
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
