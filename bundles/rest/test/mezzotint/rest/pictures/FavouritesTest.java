package mezzotint.rest.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FavouritesTest {

    @TempDir
    Path home;

    @Test
    void keepsWhatEachUserMarked() {
        Path file = home.resolve("conf/favourites.json");
        var favourites = new Favourites(file);
        favourites.mark("anna", "p1", true);
        favourites.mark("anna", "p2", true);
        favourites.mark("ben", "p1", true);
        favourites.mark("anna", "p1", false);
        assertEquals(Set.of("p2"), new Favourites(file).of("anna"), "it is on the disk");
        assertEquals(Set.of("p1"), favourites.of("ben"));
        assertEquals(Set.of(), favourites.of("carl"));
    }

    @Test
    void leavesADamagedFileAlone() throws Exception {
        Path file = home.resolve("favourites.json");
        Files.writeString(file, "{");
        var problem = assertThrows(Problem.class, () -> new Favourites(file).mark("anna", "p1", true));
        assertTrue(problem.getMessage().contains("favourites.json"), problem.getMessage());
        assertEquals("{", Files.readString(file));
    }
}
