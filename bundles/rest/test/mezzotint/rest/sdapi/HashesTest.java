package mezzotint.rest.sdapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.model.Models;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {

    private final Hashes hashes = new Hashes();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        hashes.close();
    }

    private static Models.Card card(Path path) {
        return new Models.Card("m", "m", "", path, Map.of(), List.of());
    }

    private String learnt(Models.Card card) {
        hashes.learn(card);
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (hashes.sha256(card).isEmpty()) {
                Thread.sleep(5);
            }
            return hashes.sha256(card).get();
        });
    }

    @Test
    void aFileHasTheHashOfItsContent() throws Exception {
        Models.Card card = card(Files.writeString(folder.resolve("m.safetensors"), "abc"));
        assertEquals(Optional.empty(), hashes.sha256(card));
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", learnt(card));
        assertEquals(Optional.of("ba7816bf8f"), hashes.brief(card));
        Files.writeString(card.path(), "another");
        assertTrue(hashes.sha256(card).isEmpty(), "a file that changed is read again");
        assertEquals("ae448ac86c4e8e4dec645729708ef41873ae79c6dff84eff73360989487f08e5", learnt(card));
    }

    @Test
    void aFolderHasNone() {
        hashes.learn(card(folder));
        assertEquals(Optional.empty(), hashes.brief(card(folder)));
    }
}
