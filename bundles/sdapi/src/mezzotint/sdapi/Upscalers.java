package mezzotint.sdapi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.libs.infotext.ParamFacts;
import mezzotint.model.Models;
import mezzotint.plugin.Alias;
import mezzotint.plugin.Names;
import mezzotint.plugin.Plugins;

/** The upscalers that there are: post-processors whose parameters have a scale. One that runs networks of users is there once for each of their files. */
record Upscalers(Plugins plugins, Models models) {

    /**
     * @param params what makes the plugin this upscaler
     * @param file of its network, if it has one
     */
    record Upscaler(String name, Plugins.Entry plugin, Map<String, Object> params, Optional<Path> file) {}

    List<Upscaler> all() {
        return plugins.list().stream().filter(e -> e.on() && e.hook().equals("postprocessor") && ParamFacts.names(e.params()).contains("scale"))
                .flatMap(this::all).toList();
    }

    /** By its name, in any spelling. */
    Optional<Upscaler> find(String name) {
        return all().stream().filter(upscaler -> Names.key(upscaler.name()).equals(Names.key(name))).findFirst();
    }

    private Stream<Upscaler> all(Plugins.Entry plugin) {
        Map<String, String> kinds = ParamFacts.files(plugin.params());
        if (kinds.isEmpty()) {
            var plain = new Upscaler(plugin.label(), plugin, Map.of(), Optional.empty());
            return Stream.concat(Stream.of(plain), plugin.aliases().stream().map(Alias::of).filter(alias -> !alias.params().isEmpty())
                    .map(alias -> new Upscaler(alias.name(), plugin, alias.params(), Optional.empty())));
        }
        return kinds.entrySet().stream().flatMap(kind -> models.extras(kind.getValue()).stream()
                .map(file -> new Upscaler(file.name(), plugin, Map.of(kind.getKey(), file.name()), Optional.of(file.path()))));
    }
}
