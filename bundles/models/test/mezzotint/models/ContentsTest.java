package mezzotint.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {

    /** Of the text abc. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path home;

    private Contents open() {
        return new Contents(new FileDigests(home.resolve("cache/hashes.json"), file -> 0));
    }

    @Test
    void a_file_is_read_once_as_long_as_it_is_the_same() throws IOException {
        Path file = Files.writeString(home.resolve("m.safetensors"), "abc");
        assertEquals(Optional.empty(), open().known(file));
        assertEquals(ABC, open().of(file));
        assertEquals(Optional.of(ABC), open().known(file), "after a restart too");
        FileTime time = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(Files.writeString(file, "abd"), time);
        assertEquals(ABC, open().of(file), "it is not read again: size and time are as they were");
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2000));
        assertEquals(Optional.empty(), open().known(file));
        assertEquals("a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9", open().of(file));
    }

    /** As the command in the javadoc prints it. */
    @Test
    void a_folder_has_the_hash_of_what_sha256sum_prints() throws IOException {
        Path model = Files.createDirectories(home.resolve("model/unet")).getParent();
        Files.writeString(model.resolve("unet/weights.safetensors"), "abc");
        Files.writeString(model.resolve("model_index.json"), "abc");
        String hash = open().of(model);
        assertEquals("9d7ce040486db9a2cf228ac3ec462e0aba458d6a59ad3493b9627fb569709dff", hash);
        assertEquals(Optional.of(hash), open().known(model));
        Files.writeString(model.resolve("README.md"), "to be read");
        Files.createDirectories(model.resolve(".cache"));
        Files.writeString(model.resolve(".cache/x"), "hidden");
        assertEquals(hash, open().of(model));
        Files.move(model.resolve("unet/weights.safetensors"), model.resolve("unet/other.safetensors"));
        assertNotEquals(hash, open().of(model), "names count");
    }

    @Test
    void a_damaged_cache_is_made_anew() throws IOException {
        Path file = Files.writeString(home.resolve("m.safetensors"), "abc");
        Files.createDirectories(home.resolve("cache"));
        for (String damaged : new String[] {"{", "[]", "{\"a\": null}", "{\"" + file + "\": {\"size\": 3}}", ""}) {
            Files.writeString(home.resolve("cache/hashes.json"), damaged);
            assertEquals(Optional.empty(), open().known(file));
            assertEquals(ABC, open().of(file));
        }
    }
}
