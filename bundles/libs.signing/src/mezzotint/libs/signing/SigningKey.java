package mezzotint.libs.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pair of Ed25519 keys; on disk a file of two PEM blocks, as OpenSSL reads them. */
public final class SigningKey {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey own;
    private final PublicKey published;

    private SigningKey(PrivateKey own, PublicKey published) {
        this.own = own;
        this.published = published;
    }

    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java since 15 has it
        }
    }

    /**
     * Reads the file that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it holds no pair of keys that belong together, in words
     */
    public static SigningKey read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            var keys = KeyFactory.getInstance(PublicKeys.ALGORITHM);
            var pair = new SigningKey(keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE, file))),
                    keys.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC, file))));
            byte[] probe = text.getBytes(StandardCharsets.UTF_8);
            if (!pair.sign(probe).fits(probe)) {
                throw new IllegalArgumentException("the two keys in " + file + " do not belong together");
            }
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the keys in " + file + " are no Ed25519 keys: " + e.getMessage(), e);
        }
    }

    private static byte[] block(String text, String name, Path file) {
        Matcher matcher = Pattern.compile("-----BEGIN " + name + "-----([^-]*)-----END " + name + "-----").matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(file + " has no " + name);
        }
        return Base64.getMimeDecoder().decode(matcher.group(1));
    }

    /**
     * Writes both keys to a new file that only its owner can read.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file exists: a key is never overwritten
     */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String text = pem(PRIVATE, own.getEncoded()) + pem(PUBLIC, published.getEncoded());
        try (var out = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner(file))) {
            out.write(StandardCharsets.US_ASCII.encode(text));
        }
    }

    private static FileAttribute<?>[] owner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String pem(String name, byte[] key) {
        return "-----BEGIN " + name + "-----\n" + Base64.getEncoder().encodeToString(key) + "\n-----END " + name + "-----\n";
    }

    /** The public key, base64 of its 32 bytes. */
    public String publicKey() {
        return PublicKeys.text(published);
    }

    public DetachedSignature sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(PublicKeys.ALGORITHM);
            signature.initSign(own);
            signature.update(content);
            return new DetachedSignature(publicKey(), Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // a key of this kind can always sign
        }
    }
}
