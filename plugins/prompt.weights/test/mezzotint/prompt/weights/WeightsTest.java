package mezzotint.prompt.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PromptParserContract;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WeightsTest implements PromptParserContract<Weights.Params> {

    @Override
    public Weights parser() {
        return new Weights();
    }

    @Test
    void breaksAPromptIntoSections() {
        Prompt prompt = new Weights().parse("a cat BREAK a (dog:2)", new Weights.Params());
        assertEquals(List.of(List.of(new Part("a cat", 1)), List.of(new Part("a ", 1), new Part("dog", 2))), prompt.sections());
    }

    @Test
    void leavesBracketsAloneWhenAsked() {
        assertEquals(Prompt.plain("(a)"), new Weights().parse("(a)", new Weights.Params(false)));
    }

    @Test
    void readsWideSpacesAndDigits() {
        Prompt prompt = new Weights().parse("(\u732b:\u3000\uff11.\uff13)", new Weights.Params());
        assertEquals(List.of(List.of(new Part("\u732b", 1.3))), prompt.sections());
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> readsPromptsAsTheReference() {
        JsonArray cases = Goldens.json("prompt/prompt_language.json").getAsJsonObject().getAsJsonArray("cases");
        assertTrue(cases.size() > 0);
        return cases.asList().stream().map(JsonElement::getAsJsonObject).filter(c -> c.has("attention"))
                .map(c -> DynamicTest.dynamicTest(c.get("prompt").toString().replaceAll("[^ -~]", "?"), () -> assertReads(c)));
    }

    private static void assertReads(JsonObject example) {
        List<Part> parts = Attention.parse(example.get("prompt").getAsString());
        if (example.get("attention").isJsonObject()) {
            // The reference itself fails here; a parser of ours never does.
            assertFalse(parts.isEmpty());
            return;
        }
        JsonArray expected = example.getAsJsonArray("attention");
        assertEquals(expected.asList().stream().map(e -> e.getAsJsonArray().get(0).getAsString()).toList(),
                parts.stream().map(Part::text).toList());
        for (int i = 0; i < parts.size(); i++) {
            assertEquals(expected.get(i).getAsJsonArray().get(1).getAsDouble(), parts.get(i).weight(), 1e-12);
        }
    }
}
