package mezzotint.libs.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    private Path folder;

    @Test
    void is_read_as_it_was_written() throws IOException {
        SigningKey key = SigningKey.generate();
        key.write(folder.resolve("keys/mine.key"));
        SigningKey read = SigningKey.read(folder.resolve("keys/mine.key"));
        assertEquals(key.publicKey(), read.publicKey());
        assertEquals(key.sign(new byte[9]), read.sign(new byte[9]), "Ed25519 has one signature for each content");
    }

    @Test
    void only_the_owner_reads_it() throws IOException {
        Path file = folder.resolve("mine.key");
        SigningKey.generate().write(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void is_never_overwritten() throws IOException {
        Path file = folder.resolve("mine.key");
        SigningKey.generate().write(file);
        String before = Files.readString(file);
        assertThrows(FileAlreadyExistsException.class, () -> SigningKey.generate().write(file));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void keys_that_do_not_belong_together_are_refused() throws IOException {
        Path mine = folder.resolve("mine.key");
        Path other = folder.resolve("other.key");
        SigningKey.generate().write(mine);
        SigningKey.generate().write(other);
        String mixed = Files.readString(mine).split("(?=-----BEGIN PUBLIC)")[0] + Files.readString(other).split("(?=-----BEGIN PUBLIC)")[1];
        Files.writeString(mine, mixed);
        assertTrue(refusal(mine).contains("do not belong together"));
        Files.writeString(mine, "a text");
        assertTrue(refusal(mine).contains("has no PRIVATE KEY"));
    }

    private static String refusal(Path file) {
        return assertThrows(IllegalArgumentException.class, () -> SigningKey.read(file)).getMessage();
    }
}
