package mezzotint.sink.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.plugin.None;
import mezzotint.studio.Picture;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.ImageSinkContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest implements ImageSinkContract<None> {

    @TempDir
    Path home;

    @Override
    public Folder sink(Path folder) {
        return new Folder(folder);
    }

    @Test
    void numbersPicturesAndLeavesNothingElse() throws Exception {
        var folder = new Folder(home);
        List<URI> places = List.of(folder.accept(picture(), new None()), folder.accept(picture(), new None()));
        Path first = Path.of(places.get(0));
        assertEquals("00001-42.png", first.getFileName().toString());
        assertEquals("00002-42.png", Path.of(places.get(1)).getFileName().toString());
        assertEquals(0x123456, ImageIO.read(first.toFile()).getRGB(1, 1) & 0xFFFFFF);
        assertTrue(Files.readString(first, StandardCharsets.ISO_8859_1).contains("parameters\0a cat\nSteps: 12"));
        try (Stream<Path> files = Files.list(first.getParent())) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void dropsWhatAKillLeftHalfWrittenAndNothingElse() throws Exception {
        Path day = Files.createDirectories(home.resolve("2026-01-01"));
        Path part = Files.writeString(day.resolve("." + UUID.randomUUID() + ".part"), "half");
        List<Path> others = List.of(Files.writeString(day.resolve("00001-42.png"), "whole"), Files.writeString(day.resolve("mine.part"), "another's"));
        new Folder(home);
        assertFalse(Files.exists(part));
        for (Path other : others) {
            assertTrue(Files.exists(other), other.toString());
        }
    }

    @Test
    void findsThePictureAgainAndNoOtherOfItsSeed() throws Exception {
        var folder = new Folder(home.resolve("pictures"));
        assertEquals(List.of(), folder.find(picture(), new None()));
        URI first = folder.accept(picture(), new None());
        folder.accept(picture(0x654321), new None());
        URI third = folder.accept(picture(), new None());
        assertEquals(List.of(third, first), folder.find(picture(), new None()));
    }

    private static Picture picture() {
        return picture(0x123456);
    }

    private static Picture picture(int color) {
        return new Picture(Image.paint(2, 2, (x, y) -> color), null, 42, Tensor.zeros(1), "a cat\nSteps: 12");
    }
}
