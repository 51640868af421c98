package mezzotint.studio;

import mezzotint.plugin.Param;

/** The plain settings of a request as users name them; the JSON of the API and the form are drawn from it. */
public record Settings(
        @Param(label = "Model", help = "The model that paints.") String model,
        @Param(label = "Prompt", help = "What the picture shows.") String prompt,
        @Param(label = "Leave out", help = "What it must not show: the negative prompt.") String negative,
        @Param(label = "Width", min = 16, max = 4096, step = 8, unit = "px") int width,
        @Param(label = "Height", min = 16, max = 4096, step = 8, unit = "px") int height,
        @Param(label = "Count", min = 1, max = 64, help = "Pictures made at once.") int count,
        @Param(label = "Seed", help = "The same seed gives the same picture; -1 takes a new one.") long seed,
        @Param(label = "Steps", min = 1, max = 1000, help = "More steps: finer, slower.") int steps,
        @Param(label = "Guidance", min = 0, max = 50, step = 0.5, help = "Higher follows the words more closely.") double cfg,
        @Param(label = "Sampler") String sampler,
        @Param(label = "Schedule") String schedule,
        @Param(label = "Guidance method") String guidance,
        @Param(label = "Noise") String noise,
        @Param(label = "Prompt notation") String parser,
        @Param(label = "Text encoder", help = "Empty for the model's own.") String encoder,
        @Param(label = "Engine", help = "Empty for the fastest.") String backend) {

    public Settings() {
        this("", "", "", 512, 512, 1, -1, 20, 7, "euler", "automatic", "cfg", "torch", "weights", "", "");
    }
}
