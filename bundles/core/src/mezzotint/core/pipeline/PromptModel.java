package mezzotint.core.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntSupplier;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.tensor.Tensor;

/**
 * A model as guidance calls it: by two conditionings that stand for what the prompts say at this call. Of several that are combined it gives one answer,
 * u + sum of weight x (each - u) with the unwanted u (Liu et al., 2022), so that no guidance needs to know of it. Other conditionings are passed on.
 */
record PromptModel(Model model, EncodedPrompt wanted, EncodedPrompt unwanted, IntSupplier call) implements Model {

    @Override
    public List<Tensor> denoise(Tensor x, double sigma, List<Conditioning> prompts) {
        int now = call.getAsInt();
        var asked = new LinkedHashSet<Conditioning>();
        prompts.forEach(prompt -> asked.addAll(meant(prompt, now)));
        var distinct = new ArrayList<>(asked);
        List<Tensor> answers = model.denoise(x, sigma, distinct);
        return prompts.stream().map(prompt -> composed(prompt, meant(prompt, now).stream().map(each -> answers.get(distinct.indexOf(each))).toList())).toList();
    }

    /** What a prompt stands for; of a combined one, the parts and then the unwanted. */
    private List<Conditioning> meant(Conditioning prompt, int now) {
        if (prompt == unwanted.handle()) {
            return List.of(unwanted.parts().get(0).at(now));
        }
        if (prompt != wanted.handle()) {
            return List.of(prompt);
        }
        var meant = new ArrayList<>(wanted.parts().stream().map(part -> part.at(now)).toList());
        if (wanted.isCombined()) {
            meant.add(unwanted.parts().get(0).at(now));
        }
        return meant;
    }

    private Tensor composed(Conditioning prompt, List<Tensor> answers) {
        if (prompt != wanted.handle() || !wanted.isCombined()) {
            return answers.get(0);
        }
        Tensor base = answers.get(answers.size() - 1);
        Tensor sum = base;
        for (int i = 0; i < wanted.parts().size(); i++) {
            sum = sum.plus(answers.get(i).minus(base).times(wanted.parts().get(i).weight()));
        }
        return sum;
    }
}
