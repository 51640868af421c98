package mezzotint.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.model.Models;
import mezzotint.model.Models.Card;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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

    /** Whatever stands in its card, the model stays in the list, with what of the card is right. */
    @TestFactory
    Stream<DynamicTest> aCardThatIsWrongInPartsIsReadForTheRest() {
        return Stream.of("null", "[]", "\"x\"", "{\"label\": 3}", "{\"description\": {}}", "{\"defaults\": []}", "{\"defaults\": {\"steps\": \"many\"}}",
                "{\"defaults\": {\"steps\": null, \"cfg\": -1}}", "{\"defaults\": {\"none\": 1, \"width\": 1e999}}", "{\"examples\": \"x\"}", "{\"examples\": [null, 3]}",
                "version https://git-lfs.github.com/spec/v1", "[".repeat(9999)).map(card -> DynamicTest.dynamicTest(card.substring(0, Math.min(60, card.length())), () -> {
                    folder("beta", card);
                    Card read = new ModelFolders(List.of(home), "", home.resolve("hashes.json")).find("beta");
                    assertEquals(new Card("beta", "beta", "", home.resolve("Diffusers/beta"), Map.of(), List.of()), read);
                    folder("beta", "{\"label\": \"B\", \"examples\": [null, \"a cat\"], \"defaults\": {\"steps\": 0, \"cfg\": 2.5, \"sampler\": {\"id\": \"euler\"}}}");
                    read = new ModelFolders(List.of(home), "", home.resolve("hashes.json")).find("beta");
                    assertEquals(Map.of("cfg", 2.5, "sampler", Map.of("id", "euler")), read.defaults());
                    assertEquals(List.of("a cat"), read.examples());
                }));
    }

    /** The schedule of a model whose scheduler spaces its steps so; what its card says counts more. */
    @Test
    void theModelsOwnSchedulerNamesTheSchedule() throws Exception {
        for (var c : Map.of("{\"timestep_spacing\": \"trailing\"}", "sgmuniform", "{\"use_karras_sigmas\": true}", "karras", "{\"use_beta_sigmas\": true}", "beta",
                "{\"timestep_spacing\": \"leading\"}", "none", "{\"use_karras_sigmas\": 3}", "none", "[", "none").entrySet()) {
            folder("beta", "{}");
            Files.writeString(Files.createDirectories(home.resolve("Diffusers/beta/scheduler")).resolve("scheduler_config.json"), c.getKey());
            var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
            assertEquals(c.getValue(), models.find("beta").defaults().getOrDefault("schedule", "none"), c.getKey());
            folder("beta", "{\"defaults\": {\"schedule\": \"normal\"}}");
            assertEquals("normal", models.find("beta").defaults().get("schedule"));
        }
    }

    /** Names that differ in signs alone, that look like a title with a hash, or like a path. */
    @TestFactory
    Stream<DynamicTest> whatAListShowsCanBeChosen() {
        List<String> names = List.of("foo-v1.0", "foo_v10", "foo v10", "Foo-V1.0", "name [0123abcd]", "name", "a\\b", "b", "[]", "!!", "größe", "x.safetensors", "0123abcd", "deadbeef");
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            for (String each : names) {
                folder(each, "{}");
            }
            var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
            assertEquals(names.size(), models.list().size());
            assertEquals(name, models.find(name).name());
        }));
    }

    @Test
    void findsAModelByWhatOtherProgramsCallIt() throws Exception {
        folder("alpha", "{\"label\": \"The First\"}");
        Files.createDirectories(home.resolve("Stable-diffusion"));
        Files.writeString(home.resolve("Stable-diffusion/real_v2.1.safetensors"), "abc");
        var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
        String sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(sha256, models.sha256(models.find("real_v2.1")), "from now on it is known");
        for (String name : List.of("real_v2.1.safetensors", "real_v2.1.safetensors [ba7816bf8f]", "real_v2.1 [ba7816bf]", "sd/real_v2.1.safetensors",
                "models\\sd\\real_v2.1.safetensors [0123456789]", "Real V2.1", "ba7816bf8f", "BA7816BF", sha256, "renamed.safetensors [ba7816bf8f]")) {
            assertEquals("real_v2.1", models.find(name).name(), name);
        }
        for (String name : List.of("ba7816", "0123456789", "ffffffffff", "!!", "real", "[ba7816bf8f]")) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> models.find(name), name).kind());
        }
    }

    private Path file(String path) throws Exception {
        Files.createDirectories(home.resolve(path).getParent());
        return Files.writeString(home.resolve(path), path);
    }

    /** In the folders of SD.Next, A1111 and ComfyUI, in folders below these, and behind links. */
    @Test
    void findsModelsWhereOtherProgramsHaveThem() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/more"));
        Files.writeString(elsewhere.resolve("linked.safetensors"), "");
        file("Stable-diffusion/alpha.ckpt");
        file("Stable-diffusion/alpha.vae.safetensors");
        file("Stable-diffusion/alpha.config/unet/config.json");
        Files.createSymbolicLink(home.resolve("Stable-diffusion/disk"), home.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve("elsewhere/back"), home.resolve("Stable-diffusion"));
        Files.createSymbolicLink(home.resolve("Stable-diffusion/broken.safetensors"), home.resolve("nowhere"));
        file("checkpoints/xl/beta.SAFETENSORS");
        file("diffusers/gamma/model_index.json");
        file("diffusers/gamma/unet/model.safetensors");
        file("Diffusers/models--org--delta/snapshots/0123abcd/model_index.json");
        var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
        assertEquals(List.of("alpha", "disk/more/linked", "gamma", "org/delta", "xl/beta"), models.list().stream().map(Card::name).toList());
        assertEquals(List.of("alpha.ckpt", "disk/more/linked.safetensors", "gamma", "org/delta", "xl/beta.SAFETENSORS"), models.list().stream().map(Card::title).toList());
        for (String name : List.of("xl/beta", "xl/beta.SAFETENSORS", "beta", "beta.SAFETENSORS", "Beta.safetensors", "xl\\beta.SAFETENSORS", "xl/beta.SAFETENSORS [0123456789]")) {
            assertEquals("xl/beta", models.find(name).name(), name);
        }
    }

    @Test
    void twoOfOneNameAreBothToBeHad() throws Exception {
        List<Path> files = List.of(file("Diffusers/alpha/model_index.json").getParent(), file("Stable-diffusion/alpha.ckpt"), file("Stable-diffusion/alpha.safetensors"),
                file("Stable-diffusion/b/alpha.safetensors"), file("checkpoints/alpha.safetensors"), file("checkpoints/b/alpha.safetensors"));
        var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
        assertEquals(List.of("alpha", "alpha.ckpt", "alpha.safetensors", "b/alpha", "b/alpha.safetensors", "checkpoints/alpha.safetensors"),
                models.list().stream().map(Card::name).toList());
        assertEquals(Set.copyOf(files), models.list().stream().map(Card::path).collect(Collectors.toSet()));
        for (Card card : models.list()) {
            assertEquals(card, models.find(card.name()));
        }
        assertEquals(files.get(0), models.find("alpha").path());
        assertEquals(files.get(3), models.find("b/alpha").path());
    }

    @Test
    void namesTheModelsThereAre() throws Exception {
        folder("beta", "{}");
        var problem = assertThrows(Problem.class, () -> new ModelFolders(List.of(home), "", home.resolve("hashes.json")).find("gamma"));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.advice().contains("beta"), problem.advice());
    }


    @Test
    void digestsFilesWithAndWithoutTheirHeader() throws Exception {
        Files.createDirectories(home.resolve("Lora"));
        Files.write(home.resolve("Lora/a.safetensors"), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{', '}', 'a', 'b', 'c'});
        Files.writeString(home.resolve("Lora/b.pt"), "abc");
        Files.write(home.resolve("Lora/c.safetensors"), new byte[] {99, 0, 0, 0, 0, 0, 0, 0, '{'});
        var models = new ModelFolders(List.of(home), "", home.resolve("hashes.json"));
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(abc, models.tensorSha256(models.extra("Lora", "a")));
        assertNotEquals(abc, models.sha256(models.extra("Lora", "a")));
        assertEquals(List.of(abc, abc), List.of(models.sha256(models.extra("Lora", "b")), models.tensorSha256(models.extra("Lora", "b"))));
        assertTrue(models.tensorSha256(models.extra("Lora", "c")).startsWith("e3b0c442"), "of nothing");
        assertEquals(abc, new ModelFolders(List.of(home), "", home.resolve("hashes.json")).tensorSha256(models.extra("Lora", "a")));
    }

    private void folder(String name, String card) throws Exception {
        Path folder = Files.createDirectories(home.resolve("Diffusers").resolve(name));
        Files.writeString(folder.resolve("model_index.json"), "{}");
        Files.writeString(folder.resolve("mezzotint.json"), card);
    }
}
