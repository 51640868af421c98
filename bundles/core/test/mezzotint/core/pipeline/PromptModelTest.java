package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PromptModelTest {

    private static final Tensor X = Tensor.zeros(1, 1, 1, 1);

    /** What the model was asked for, call by call: it answers each conditioning with its value. */
    private final List<List<Integer>> asked = new ArrayList<>();
    private int call;

    private final Model model = (x, sigma, prompts) -> {
        asked.add(prompts.stream().map(p -> (int) p.inputs().get("context").toArray()[0]).toList());
        return prompts.stream().map(p -> p.inputs().get("context").reshape(1, 1, 1, 1)).toList();
    };

    private static Conditioning told(float value) {
        return new Conditioning(Map.of("context", Tensor.of(new float[] {value}, 1, 1, 1)));
    }

    private static EncodedPrompt.Part part(double weight, Conditioning... scenes) {
        return new EncodedPrompt.Part(weight, Arrays.stream(scenes).map(told -> new EncodedPrompt.Scene(2 * Arrays.asList(scenes).indexOf(told) + 1, told)).toList());
    }

    private float[] denoise(EncodedPrompt wanted, EncodedPrompt unwanted, Conditioning... prompts) {
        var values = new PromptModel(model, wanted, unwanted, () -> call).denoise(X, 1, List.of(prompts));
        float[] out = new float[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.get(i).toArray()[0];
        }
        return out;
    }

    @Test
    void aPromptChangesFromCallToCall() {
        var wanted = new EncodedPrompt(List.of(part(1, told(1), told(2), told(3))));
        var unwanted = new EncodedPrompt(List.of(part(1, told(-1), told(-2))));
        for (call = 0; call < 8; call++) {
            denoise(wanted, unwanted, wanted.handle(), unwanted.handle());
        }
        assertEquals(List.of(List.of(1, -1), List.of(1, -1), List.of(2, -2), List.of(2, -2), List.of(3, -2), List.of(3, -2), List.of(3, -2), List.of(3, -2)), asked, "the last lasts to the end");
    }

    @Test
    void promptsAreCombinedByTheirWeights() {
        Conditioning same = told(5);
        var wanted = new EncodedPrompt(List.of(part(1, same), part(-0.5, told(3)), part(2, same)));
        var unwanted = new EncodedPrompt(List.of(part(1, told(1))));
        float[] both = denoise(wanted, unwanted, wanted.handle(), unwanted.handle());
        assertEquals(List.of(1 + 4 - 0.5f * 2 + 2 * 4, 1f), List.of(both[0], both[1]));
        assertEquals(List.of(List.of(5, 3, 1)), asked, "each is asked for once");
        assertEquals(12, denoise(wanted, unwanted, wanted.handle())[0], "also where guidance asks for the wanted alone");
    }

    @Test
    void oneOfAnotherWeightIsMeasuredFromTheUnwanted() {
        var wanted = new EncodedPrompt(List.of(part(1.5, told(3))));
        var unwanted = new EncodedPrompt(List.of(part(1, told(1))));
        assertEquals(4, denoise(wanted, unwanted, wanted.handle())[0]);
    }

    @Test
    void whatIsNoPromptOfTheWalkIsPassedOn() {
        Conditioning told = told(1);
        var wanted = new EncodedPrompt(List.of(part(2, told)));
        var unwanted = new EncodedPrompt(List.of(part(1, told)));
        float[] all = denoise(wanted, unwanted, wanted.handle(), unwanted.handle(), told(9), wanted.handle().with("more", X));
        assertEquals(List.of(1f, 1f, 9f, 1f), List.of(all[0], all[1], all[2], all[3]));
    }
}
