package mezzotint.backend.pytorch.script;

import mezzotint.graph.Node;

/** Vectors for numbers. */
final class Embedding {

    private Embedding() {}

    static String rows(Node node, Script script) {
        return script.let("torch.embedding(%s, torch.to(%s, 4))", script.value(node, 1), script.value(node, 0));
    }

    static String times(Node node, Script script) {
        int width = node.integer("width");
        int half = width / 2;
        String exponents = "torch.arange(%d, dtype=6, layout=0, device=torch.device(\"cpu\"), pin_memory=False)".formatted(half);
        String frequencies = script.constant("torch.exp(torch.div(torch.mul(%s, %s), %s))".formatted(exponents,
                Script.number(-Math.log(node.number("period", 10_000))), Script.number(half - node.number("shift", 0))));
        String angle = script.let("torch.mul(torch.unsqueeze(%s, 1), %s)", script.value(node, 0), frequencies);
        boolean cosineFirst = node.flag("cosineFirst", true);
        String waves = script.let("torch.cat([torch.%s(%s), torch.%s(%s)], 1)",
                cosineFirst ? "cos" : "sin", angle, cosineFirst ? "sin" : "cos", angle);
        return width % 2 == 0 ? waves : script.let("torch.constant_pad_nd(%s, [0, 1], 0)", waves);
    }
}
