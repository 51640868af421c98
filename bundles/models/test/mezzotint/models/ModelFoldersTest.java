package mezzotint.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mezzotint.model.Models.Card;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFoldersTest {

    @TempDir
    Path home;

    @Test
    void findsFoldersAndFilesAndReadsTheirCards() throws Exception {
        folder("beta", "{\"label\": \"The Second\", \"defaults\": {\"steps\": 12, \"cfg\": 4.5}, \"examples\": [\"a cat\"]}");
        Files.createDirectories(home.resolve("Stable-diffusion"));
        Files.writeString(home.resolve("Stable-diffusion/alpha.safetensors"), "");
        Files.writeString(home.resolve("Stable-diffusion/notes.txt"), "");
        var models = new ModelFolders(List.of(home, home.resolve("missing")), "beta", home.resolve("hashes.json"));
        assertEquals(List.of("beta", "alpha"), models.list().stream().map(Card::name).toList());
        assertEquals(12L, models.find("").defaults().get("steps"));
        assertEquals("beta", models.find("the second").name());
        assertEquals("alpha", models.find("Alpha").name());
    }

    @Test
    void keepsAModelWhoseCardIsDamaged() throws Exception {
        folder("beta", "{");
        assertEquals("beta", new ModelFolders(List.of(home), "", home.resolve("hashes.json")).find("").label());
    }

    @Test
    void namesTheModelsThereAre() throws Exception {
        folder("beta", "{}");
        var problem = assertThrows(Problem.class, () -> new ModelFolders(List.of(home), "", home.resolve("hashes.json")).find("gamma"));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.advice().contains("beta"), problem.advice());
    }

    @Test
    void findsAdapters() throws Exception {
        Files.createDirectories(home.resolve("Lora"));
        Files.writeString(home.resolve("Lora/ink.v2.safetensors"), "1234");
        Files.writeString(home.resolve("Lora/ink.txt"), "");
        var models = new ModelFolders(List.of(home, home.resolve("missing")), "", home.resolve("hashes.json"));
        assertEquals(List.of(new mezzotint.model.Models.Extra("ink.v2", home.resolve("Lora/ink.v2.safetensors"), 4)), models.extras());
        assertEquals(home, models.folders().get(0));
    }

    private void folder(String name, String card) throws Exception {
        Path folder = Files.createDirectories(home.resolve("Diffusers").resolve(name));
        Files.writeString(folder.resolve("model_index.json"), "{}");
        Files.writeString(folder.resolve("mezzotint.json"), card);
    }
}
