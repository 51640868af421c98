package template.encoder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.diffusion.Conditioning;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;
import mezzotint.text.TextEncoder;
import org.osgi.service.component.annotations.Component;

/** Feeds a network with the bytes of the prompt, three added to each: the tokens of ByT5 (Xue et al., 2021). */
@Component
@Plugin(id = "example", label = "Example", source = "https://arxiv.org/abs/2105.13626")
public final class Example implements TextEncoder<None> {

    private static final int SPECIAL = 3;
    private static final int END = 1;
    private static final int MOST = 1024;

    @Override
    public void check(Prompt prompt, None params) {
        int length = bytes(prompt).length;
        if (length >= MOST) {
            throw Problem.invalid("the prompt has " + length + " bytes", "shorten it to at most " + (MOST - 1));
        }
    }

    /** @param reading has one network, with the input {@code ids} [batch, tokens] and the output {@code context} */
    @Override
    public Conditioning encode(Prompt prompt, Reading reading, None params) {
        check(prompt, params);
        byte[] bytes = bytes(prompt);
        float[] ids = new float[bytes.length + 1];
        for (int i = 0; i < bytes.length; i++) {
            ids[i] = (bytes[i] & 255) + SPECIAL;
        }
        ids[bytes.length] = END;
        Map<String, Tensor> out = reading.programs().get("words").run(Map.of("ids", Tensor.of(ids, 1, ids.length)));
        return new Conditioning(Map.of("context", out.get("context")));
    }

    private static byte[] bytes(Prompt prompt) {
        return prompt.sections().stream().flatMap(List::stream).map(Prompt.Part::text).collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
