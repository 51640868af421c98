package mezzotint.rest.sdapi;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Filter;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.image.PostProcessor;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;

/** Postprocessing of pictures that are there, by the plugins that the request names as upscalers and restorers. */
final class Extras {

    private final Fields fields;
    private final Plugins plugins;

    Extras(Map<String, Object> body, Plugins plugins) {
        this.fields = Fields.read(Fields.EXTRAS, body);
        this.plugins = plugins;
    }

    Map<String, Object> one() {
        byte[] picture = Base64Pictures.bytes(fields.text("image"));
        return Lists.row("html_info", "", "image", processed(picture));
    }

    Map<String, Object> several() {
        List<byte[]> pictures = fields.list("imageList").stream()
                .map(item -> Base64Pictures.bytes(item instanceof Map<?, ?> m ? String.valueOf(m.get("data")) : "")).toList();
        return Lists.row("html_info", "", "images", pictures.stream().map(this::processed).toList());
    }

    private List<String> processors() {
        Stream<String> upscalers = Stream.of("upscaler_1", "upscaler_2").map(fields::text)
                .filter(name -> !name.equalsIgnoreCase("none") && !name.isEmpty());
        Stream<String> restorers = Stream.of("gfpgan", "codeformer").filter(name -> fields.number(name + "_visibility") > 0);
        return Stream.concat(upscalers, restorers).toList();
    }

    private String processed(byte[] file) {
        List<String> names = processors();
        names.forEach(name -> new Features(plugins).need("postprocessor", name, "is called " + name));
        Image image = PictureBytes.image(file);
        for (String name : names) {
            image = filtered(plugins, PostProcessor.class, name, image);
        }
        return Base64.getEncoder().encodeToString(Png.encode(image, PictureFile.read(file).infotext().orElse("")));
    }

    /** The picture as a plugin with its defaults makes it. */
    @SuppressWarnings("unchecked")
    static <F extends Filter<?>> Image filtered(Plugins plugins, Class<F> hook, String name, Image image) {
        try (Lease<F> lease = plugins.lease(hook, name)) {
            var filter = (Filter<Record>) lease.hook();
            return filter.apply(image, Parameters.of(filter, Map.of()));
        }
    }
}
