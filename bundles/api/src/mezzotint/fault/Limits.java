package mezzotint.fault;

import mezzotint.plugin.Param;

/** How long plugins may take, and how much is forgiven. Set by the framework's properties {@code mezzotint.limits.NAME}. */
public record Limits(
        @Param(label = "Preview", min = 0.01, unit = "s") double preview,
        @Param(label = "Step hook", min = 0.01, unit = "s") double stepHook,
        @Param(label = "Sampler", min = 0.01, unit = "s", help = "Its own time between two calls of the denoiser.") double sampler,
        @Param(label = "Sink", min = 0.01, unit = "s") double sink,
        @Param(label = "Network", min = 0.01, unit = "s", help = "One pass of an engine, or of a filter over a picture.") double network,
        @Param(label = "Loading", min = 0.01, unit = "s", help = "Reading, rewriting and compiling a model.") double loading,
        @Param(label = "Start", min = 0.01, unit = "s", help = "Making the object of a plugin.") double start,
        @Param(label = "Others", min = 0.01, unit = "s", help = "A call of a parser, a schedule, a guidance, a text encoder and the like.") double others,
        @Param(label = "Faults", min = 1, help = "Different requests with a fault, after which a plugin is put into quarantine.") int faults,
        @Param(label = "Jobs", min = 1, help = "Jobs that are looked back on.") int jobs) {

    public Limits() {
        this(2, 30, 30, 30, 600, 600, 10, 10, 3, 10);
    }
}
