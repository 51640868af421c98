package mezzotint.libs.infotext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Infotext as people paste it and other programs extend it. */
class InfotextReaderTest {

    private static final String FACTS = "Steps: 12, Sampler: Euler a, CFG scale: 6.5, Seed: 42, Size: 64x48, Model: tiny";
    private static final Map<String, Object> MEANT = Map.of("Prompt", "a red apple", "Negative prompt", "blue", "Steps", "12", "Sampler", "Euler a",
            "CFG scale", "6.5", "Seed", "42", "Size-1", "64", "Size-2", "48", "Model", "tiny");

    /**
     * @param more facts besides the usual ones
     * @param left what is left, by its name
     */
    private static DynamicTest test(String text, Map<String, Object> more, Map<String, Object> left) {
        return DynamicTest.dynamicTest(text, () -> {
            Reading reading = Reading.of(text);
            var expected = new LinkedHashMap<>(MEANT);
            expected.putAll(more);
            expected.forEach((name, value) -> assertEquals(value, reading.facts().get(name), name));
            assertEquals(left, reading.left());
            assertEquals(text, reading.infotext());
        });
    }

    private static DynamicTest test(String text) {
        return test(text, Map.of(), Map.of());
    }

    private static final String PROMPTS = "a red apple\nNegative prompt: blue\n";

    @TestFactory
    Stream<DynamicTest> factsAreFoundWhereverTheyStand() {
        return Stream.of(
                test(PROMPTS + FACTS + "\nTemplate: a __colour__ apple\nNegative Template: blue", Map.of(),
                        Map.of("Template", "a __colour__ apple", "Negative Template", "blue")),
                test(PROMPTS + FACTS + "\nTemplate: a __colour__ apple, (red:1.2),\n(green:1.3), Seeds: 5\n\nNegative Template: x", Map.of(),
                        Map.of("Template", "a __colour__ apple, (red:1.2),\n(green:1.3), Seeds: 5", "Negative Template", "x")),
                test(PROMPTS + FACTS + ", Wildcard prompt: a red\napple, Version: v1.6.0",
                        Map.of("Wildcard prompt", "a red\napple", "Version", "v1.6.0"), Map.of()),
                test(PROMPTS + "Steps: 12, Sampler: Euler a,\nCFG scale: 6.5, Seed: 42, Size: 64x48,\nModel: tiny"),
                test(PROMPTS + "Steps: 12, Sampler: Euler a, CFG\nscale: 6.5, Seed: 42, Size: 64x48, Model: tiny"),
                test(PROMPTS + "Steps: 12, Sampler: Euler a\nCFG scale: 6.5, Seed: 42\nSize: 64x48, Model: tiny"),
                test(PROMPTS + FACTS.replace(", ", "\n")),
                test(PROMPTS + FACTS + "\n\nmade on a rainy day", Map.of(), Map.of("text after the settings", "made on a rainy day")),
                test(PROMPTS + FACTS + "\nTime taken: 3 sec.", Map.of(), Map.of("Time taken", "3 sec.")),
                test(PROMPTS + FACTS + "\n\nmade by me\nSeed: 99", Map.of(), Map.of("text after the settings", "made by me", "Seed", "99")),
                test((PROMPTS + FACTS).replace("\n", "\r\n") + "\r\nTemplate: x", Map.of(), Map.of("Template", "x")),
                test((PROMPTS + "Mask blur: 4, " + FACTS), Map.of("Mask blur", "4"), Map.of()),
                test(PROMPTS + FACTS.replace("64x48", "64 x 48")));
    }

    @TestFactory
    Stream<DynamicTest> allOnOneLineIsTakenApart() {
        return Stream.of(
                test("a red apple Negative prompt: blue " + FACTS),
                test("a red apple  negative prompt: blue  " + FACTS),
                test("a red apple\nNegative prompt: blue " + FACTS),
                test("a red apple Negative prompt: blue\n" + FACTS),
                test("a red apple Negative prompt: " + FACTS, Map.of("Negative prompt", ""), Map.of()),
                test("a red apple " + FACTS, Map.of("Negative prompt", ""), Map.of()),
                test("a hat: red, an apple: green, 8k Negative prompt: blue, sky " + FACTS,
                        Map.of("Prompt", "a hat: red, an apple: green, 8k", "Negative prompt", "blue, sky"), Map.of()),
                test("a red apple Negative prompt: blue " + FACTS + "\nTemplate: x", Map.of(), Map.of("Template", "x")));
    }

    @TestFactory
    Stream<DynamicTest> jsonIsOneValueAndTheFirstFactCounts() {
        String resources = "[{\"type\":\"checkpoint\",\"modelName\":\"Dream, Shaper: 8\",\"modelVersionName\":\"8, Seed: 5, Steps: 99\"},{\"weight\":0.7}]";
        return Stream.of(
                test(PROMPTS + FACTS + ", Civitai resources: " + resources + ", Civitai metadata: {}",
                        Map.of("Civitai resources", resources, "Civitai metadata", "{}"), Map.of()),
                test(PROMPTS + "Civitai resources: " + resources + ", " + FACTS, Map.of("Civitai resources", resources), Map.of()),
                test(PROMPTS + FACTS + ", Hashes: {\"a\": \"]}, Seed: 7\"}, Version: x", Map.of("Hashes", "{\"a\": \"]}, Seed: 7\"}", "Version", "x"), Map.of()),
                test(PROMPTS + FACTS + ", Odd: {\"a\": [1, Version: x", Map.of("Odd", "{\"a\": [1", "Version", "x"), Map.of()),
                test(PROMPTS + FACTS + ", Wildcard: [a|b] cat, Civitai resources: " + resources, Map.of("Wildcard", "[a|b] cat", "Civitai resources", resources),
                        Map.of()),
                test(PROMPTS + FACTS + ", Note: a, Seed: 5, Steps: 99, Size: 8x8"));
    }

    @Test
    void aPromptAloneStaysAPrompt() {
        for (String prompt : new String[] {"(red hair:1.2), (blue eyes:1.3), (hat:1.1)", "{a|b} cat", "a cat\nSteps: 20, Sampler: Euler", "Steps: what"}) {
            assertEquals(prompt, Reading.of(prompt).facts().get("Prompt"));
            assertFalse(Reading.of(prompt).facts().containsKey("Sampler"));
        }
    }

    /** What AUTOMATIC1111 reads as it stands is read the same, but for a fact that comes twice. */
    @Tag(Goldens.TAG)
    @TestFactory
    Stream<DynamicTest> readsWhatA1111Reads() {
        JsonObject golden = Goldens.json("infotext/infotext.json").getAsJsonObject();
        return StreamSupport.stream(golden.getAsJsonArray("cases").spliterator(), false).map(JsonElement::getAsJsonObject)
                .map(c -> c.get("text").getAsString())
                .filter(text -> !text.contains("Size: 100x200") && !text.contains("Time taken") && !text.contains("512 x 512") && !text.contains("SD.Next"))
                .map(text -> DynamicTest.dynamicTest("-" + text, () -> assertEquals(GenerationParameters.parse(text), Reading.of(text).facts())));
    }

    @Test
    void hostileTextsTakeNoLongerThanTheirLength() {
        int most = GenerationParameters.LONGEST;
        Stream.of("aa: [", "aa: {\"", "Steps: 1, ", "Steps: 1,\n", "Model: x\n", "aa: [], ",
                "Negative prompt: ", "\n\n,", "aa: []x, ", "aa\n").forEach(part -> {
                    Reading.of(part.repeat(most / part.length()));
                    Reading.of("x\n" + FACTS + "\n" + part.repeat((most - 200) / part.length()));
                    Reading.of(part.repeat((most - 200) / part.length()) + "\n" + FACTS);
                });
    }
}
