package mezzotint.prompt.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PromptParserContract;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;
import mezzotint.text.PromptSchedule;
import mezzotint.text.PromptSchedule.Extra;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest implements PromptParserContract<Weights.Params> {

    @Override
    public Weights parser() {
        return new Weights();
    }

    @Test
    void breaksAPromptIntoSections() {
        Prompt prompt = parse("a cat BREAK a (dog:2)");
        assertEquals(List.of(List.of(new Part("a cat", 1)), List.of(new Part("a ", 1), new Part("dog", 2))), prompt.sections());
    }

    @Test
    void leavesBracketsAloneWhenAsked() {
        assertEquals(PromptSchedule.of(Prompt.plain("(a)<lora:x:1>")), new Weights().parse("(a)<lora:x:1>", true, CALLS, new Weights.Params(false, Weights.Networks.REFUSE)));
    }

    @Test
    void readsWideSpacesAndDigits() {
        assertEquals(List.of(List.of(new Part("\u732b", 1.3))), parse("(\u732b:\u3000\uff11.\uff13)").sections());
    }

    /** Some of them are spaces in Python alone, others in Java alone. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00a0", "\u2007", "\u202f", "\u0085", "\u3000", "\u001c", "\u000b"})
    void leavesSpacesOfAnyKindAroundATimeAway(String space) {
        PromptSchedule plain = new Weights().parse("[cat:dog:0.5]", true, 8, new Weights.Params());
        assertEquals(plain, new Weights().parse("[cat:dog:" + space + "0.5" + space + "]", true, 8, new Weights.Params()));
    }

    @Test
    void takesExtraNetworksOut() {
        PromptSchedule schedule = new Weights().parse("a cat<lora:x:1>, (red<hypernet:h>:1.2)", true, CALLS, new Weights.Params(true, Weights.Networks.LEAVE_OUT));
        assertEquals(List.of(List.of(new Part("a cat, ", 1), new Part("red", 1.2))), schedule.parts().get(0).scenes().get(0).prompt().sections());
        assertEquals(List.of(new Extra("<lora:x:1>", "lora", "x", Map.of("te", 1.0, "unet", 1.0), true), new Extra("<hypernet:h>", "hypernet", "h", Map.of(), true)), schedule.extras());
    }

    @TestFactory
    Stream<DynamicTest> readsArgumentsAsTheReference() {
        return Map.<String, Map<String, Object>>of("<lora:x>", Map.of(), "<lora:x:0.8>", Map.of("te", 0.8, "unet", 0.8), "<lora:x:0.8:0.5>", Map.of("te", 0.8, "unet", 0.5),
                "<lora:x:te=0.3>", Map.of("te", 0.3, "unet", 0.3), "<lora:x:1:unet=0.2>", Map.of("te", 1.0, "unet", 0.2), "<lora:x:unet=0.2>", Map.of("unet", 0.2),
                "<lora:x:1:1:4:5>", Map.of("te", 1.0, "unet", 1.0, "dyn", 4.0, "number 4", 5.0), "<lora:x:1@0>", Map.of("te", "1@0", "unet", "1@0"), "<lyco:x:-1>", Map.of("te", -1.0, "unet", -1.0))
                .entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Extra extra = new Weights().parse(each.getKey(), true, CALLS, new Weights.Params()).extras().get(0);
                    assertEquals(new Extra(each.getKey(), each.getKey().substring(1, 5), "x", each.getValue(), false), extra);
                }));
    }

    @Test
    void changesFromCallToCallAndCombines() {
        PromptSchedule schedule = new Weights().parse("a [(red:2):blue:0.5] cat AND [x|y] :0.5", true, 4, new Weights.Params());
        assertEquals(List.of(1.0, 0.5), schedule.parts().stream().map(PromptSchedule.Part::weight).toList());
        assertEquals(List.of(new PromptSchedule.Scene(2, new Prompt(List.of(List.of(new Part("a ", 1), new Part("red", 2), new Part(" cat", 1))))),
                new PromptSchedule.Scene(4, Prompt.plain("a blue cat"))), schedule.parts().get(0).scenes());
        assertEquals(List.of(" x", " y", " x", " y"), schedule.parts().get(1).scenes().stream().map(scene -> scene.prompt().sections().get(0).get(0).text()).toList());
    }

    @Test
    void whatIsUnwantedIsNotCombined() {
        assertEquals(PromptSchedule.of(Prompt.plain("a AND b :2")).parts().get(0).scenes().get(0).prompt(),
                new Weights().parse("a AND b :2", false, CALLS, new Weights.Params()).parts().get(0).scenes().get(0).prompt());
    }

    @Test
    void refusesEditsThatAreTooDeep() {
        int most = Attention.MOST_OPEN;
        assertEquals("b", new Weights().parse("[a:".repeat(most) + "b" + ":0]".repeat(most), true, CALLS, new Weights.Params()).parts().get(0).scenes().get(0)
                .prompt().sections().get(0).get(0).text());
        assertTrue(refusal("[a|".repeat(most + 1) + "b" + "]".repeat(most + 1)).getMessage().contains("more than " + most + " brackets"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a <3 b", "[cat]", "10:30", "[a:b]", "[a:b:c]", "[a:b:c:0.5]", "a | b", "(a|b)", "[a\\|b]", "[a:b:0\\.5]", "ANDROID BAND", "and", "10:30", "< lora:x:1>", "<lora:>",
            "<lora:x:1", "<:x>", "[(a:b:0.5]", "a|b [cat:dog:0.5]", "__colour__"})
    void readsWhatOnlyResemblesNotation(String text) {
        assertFalse(parse(text).sections().isEmpty());
        PromptSchedule schedule = new Weights().parse(text, true, CALLS, new Weights.Params());
        assertEquals(List.of(), schedule.extras());
        assertEquals(1, schedule.parts().get(0).scenes().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(cat:1000000000000000000000000000000000000000)", "((a:50):50)", "(a:-1001)", "((a) b:1000)", "((a:99999999999999999999):0)b(c:1001)"})
    void refusesWeightsOutOfTheRange(String text) {
        Problem problem = refusal(text);
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.advice().contains("between -1000 and 1000"), problem.advice());
    }

    @Test
    void refusesBracketsThatAreTooDeep() {
        int most = Attention.MOST_OPEN;
        assertEquals(1, parse("[(".repeat(most / 2) + "a" + ")]".repeat(most / 2)).sections().size());
        assertTrue(refusal("(".repeat(most + 1)).getMessage().contains("more than " + most + " brackets"));
    }

    private static Prompt parse(String text) {
        return new Weights().parse(text, true, CALLS, new Weights.Params()).parts().get(0).scenes().get(0).prompt();
    }

    private static Problem refusal(String text) {
        return assertThrows(Problem.class, () -> parse(text));
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> changesPromptsWhenTheReferenceDoes() {
        return cases().flatMap(c -> Stream.of(10, 25).filter(steps -> c.has("schedule_" + steps)).map(steps -> DynamicTest.dynamicTest(steps + ": " + name(c), () -> {
            var expected = new LinkedHashMap<Integer, String>();
            c.getAsJsonArray("schedule_" + steps).forEach(e -> expected.put(e.getAsJsonArray().get(0).getAsInt(), e.getAsJsonArray().get(1).getAsString()));
            Map<Integer, String> texts = Timeline.of(c.get("prompt").getAsString(), steps);
            assertEquals(expected, texts);
            assertEquals(List.copyOf(expected.keySet()), List.copyOf(texts.keySet()), "in order");
        })));
    }

    /** But for a prompt alone, which has a weight there and none here. */
    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> combinesPromptsAsTheReference() {
        return cases().filter(c -> c.has("multicond")).map(c -> DynamicTest.dynamicTest(name(c), () -> {
            JsonArray indexes = c.getAsJsonObject("multicond").getAsJsonArray("indexes").get(0).getAsJsonArray();
            JsonArray texts = c.getAsJsonObject("multicond").getAsJsonArray("prompts");
            List<Combination> combined = Combination.in(c.get("prompt").getAsString());
            assertEquals(indexes.size(), combined.size());
            for (int i = 0; i < indexes.size() && indexes.size() > 1; i++) {
                JsonArray each = indexes.get(i).getAsJsonArray();
                assertEquals(new Combination(texts.get(each.get(0).getAsInt()).getAsString(), each.get(1).getAsDouble()), combined.get(i));
            }
        }));
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> findsTheExtraNetworksOfTheReference() {
        return cases().filter(c -> c.has("extra_networks")).map(c -> DynamicTest.dynamicTest(name(c), () -> {
            ExtraNetworks networks = ExtraNetworks.in(c.get("prompt").getAsString());
            JsonObject expected = c.getAsJsonObject("extra_networks");
            assertEquals(expected.get("prompt").getAsString(), networks.text());
            assertEquals(expected.getAsJsonArray("networks").asList().stream().mapToInt(n -> n.getAsJsonArray().get(1).getAsJsonArray().size()).sum(),
                    networks.tags().size());
            assertEquals(values(expected), networks.tags().stream().map(tag -> tag.kind() + tag.values() + new TreeMap<>(tag.named())).sorted().toList());
        }));
    }

    /** Of each network its kind, and its arguments without a name and with one. */
    private static List<String> values(JsonObject expected) {
        return expected.getAsJsonArray("positional_named").asList().stream().map(JsonElement::getAsJsonArray)
                .flatMap(kind -> kind.get(1).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonArray).map(network ->
                        kind.get(0).getAsString() + network.get(0).getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
                                + new TreeMap<>(network.get(1).getAsJsonObject().asMap().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getAsString())))))
                .sorted().toList();
    }

    private static Stream<JsonObject> cases() {
        JsonArray cases = Goldens.json("prompt/prompt_language.json").getAsJsonObject().getAsJsonArray("cases");
        assertTrue(cases.size() > 0);
        return cases.asList().stream().map(JsonElement::getAsJsonObject);
    }

    private static String name(JsonObject example) {
        return example.get("prompt").toString().replaceAll("[^ -~]", "?");
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> readsPromptsAsTheReference() {
        return cases().filter(c -> c.has("attention")).map(c -> DynamicTest.dynamicTest(name(c), () -> assertReads(c)));
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
