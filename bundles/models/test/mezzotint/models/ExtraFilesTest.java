package mezzotint.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mezzotint.model.Models.Extra;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtraFilesTest {

    @TempDir
    private Path home;
    private ExtraFiles extras;

    @BeforeEach
    void prepare() {
        extras = new ExtraFiles(List.of(home.resolve("mine"), home.resolve("theirs"), home.resolve("missing")));
    }

    private Path file(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "1234");
    }

    private List<String> names(String kind) {
        return extras.list(kind).stream().map(Extra::name).toList();
    }

    @Test
    void findsTheFilesOfEachProgramsFolders() throws IOException {
        Path ink = file("mine/Lora/ink.v2.safetensors");
        file("mine/Lora/styles/deep/chalk.PT");
        file("theirs/loras/comfy.safetensors");
        file("theirs/LyCORIS/locon.ckpt");
        file("mine/Lora/ink.v2.txt");
        file("mine/Lora/ink.v2.preview.png");
        file("mine/ESRGAN/other.pth");
        assertEquals(List.of("comfy", "ink.v2", "locon", "styles/deep/chalk"), names("Lora"));
        assertEquals(List.of("other"), names("ESRGAN"));
        assertEquals(List.of(), names("ControlNet"));
        assertEquals(new Extra("Lora", "ink.v2", ink, 4), extras.find("Lora", "ink.v2"));
    }

    @Test
    void theUsersOwnCountsMoreThanTheSameOfAnotherFolder() throws IOException {
        file("theirs/Lora/ink.safetensors");
        Path mine = file("mine/Lora/ink.safetensors");
        assertEquals(mine, extras.find("Lora", "ink").path());
        assertEquals(1, extras.list("Lora").size());
    }

    @Test
    void bothFilesOfOneNameCanBeReached() throws IOException {
        Path one = file("mine/Lora/a/ink.safetensors");
        Path other = file("mine/Lora/b/ink.safetensors");
        assertEquals(one, extras.find("Lora", "a/ink").path());
        assertEquals(other, extras.find("Lora", "b\\ink.safetensors").path());
        assertEquals(one, extras.find("Lora", "ink").path());
    }

    @Test
    void whatIsExactCountsMoreThanWhatIsAlike() throws IOException {
        file("mine/Lora/foo-v1.0.safetensors");
        Path other = file("mine/Lora/foo_v10.safetensors");
        Path ending = file("mine/Lora/ink.pt.safetensors");
        file("mine/Lora/ink.safetensors");
        assertEquals(other, extras.find("Lora", "foo_v10").path());
        assertEquals(ending, extras.find("Lora", "ink.pt").path());
        assertEquals(other.getFileName(), extras.find("Lora", "sub/foo_v10.safetensors").path().getFileName());
        assertEquals("foo-v1.0", extras.find("Lora", "Foo V1 0").name());
    }

    @Test
    void followsLinksButInNoCircle() throws IOException {
        file("elsewhere/linked.safetensors");
        Files.createDirectories(home.resolve("mine/Lora"));
        Files.createSymbolicLink(home.resolve("mine/Lora/more"), home.resolve("elsewhere"));
        assertEquals(List.of("more/linked"), names("Lora"));
        Files.createSymbolicLink(home.resolve("elsewhere/back"), home.resolve("elsewhere"));
        assertEquals(List.of("more/linked"), names("Lora"));
    }

    @Test
    void aNameThatIsNotHereIsAnsweredWithThoseNearest() throws IOException {
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> extras.find("Lora", "ink")).kind());
        for (String name : List.of("mono", "monochrome", "zebra", "ape", "bee", "cow")) {
            file("mine/Lora/" + name + ".safetensors");
        }
        Problem problem = assertThrows(Problem.class, () -> extras.find("Lora", "mon"));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.advice().contains("[mono, "), problem.advice());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> extras.find("Lora", "../../")).kind());
        assertEquals("ape", extras.find("Lora", "").name());
    }
}
