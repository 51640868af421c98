package mezzotint.sdapi;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mezzotint.image.Filter;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.image.PostProcessor;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.model.Models;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.sdapi.fields.Base64Pictures;
import mezzotint.sdapi.fields.ErrorReply;
import mezzotint.sdapi.fields.Fields;
import mezzotint.sdapi.fields.PictureBytes;

/** Postprocessing of pictures that are there, by the plugins that the request names as upscalers and restorers. */
final class Extras {

    /** The choice of a plugin, and the opacity with which its picture is laid over the one before. */
    private record Step(Map<String, Object> choice, double visibility, boolean fromBefore) {}

    private final Fields fields;
    private final Plugins plugins;
    private final Upscalers upscalers;

    Extras(Map<String, Object> body, Plugins plugins, Models models) {
        this.fields = Fields.read(Fields.EXTRAS, body);
        this.plugins = plugins;
        this.upscalers = new Upscalers(plugins, models);
    }

    Map<String, Object> one() {
        byte[] picture = Base64Pictures.bytes(fields.text("image"));
        return Lists.row("html_info", "", "image", processed(picture, steps()));
    }

    Map<String, Object> several() {
        if (!fields.wasSent("imageList")) {
            throw ErrorReply.missing("imageList");
        }
        List<byte[]> pictures = fields.list("imageList").stream()
                .map(item -> Base64Pictures.bytes(item instanceof Map<?, ?> m ? String.valueOf(m.get("data")) : "")).toList();
        List<Step> steps = steps();
        return Lists.row("html_info", "", "images", pictures.stream().map(picture -> processed(picture, steps)).toList());
    }

    /** Upscalers first, the second over the first, then restorers, as A1111 has them. */
    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        if (named("upscaler_1")) {
            steps.add(new Step(upscaler("upscaler_1"), 1, false));
            if (named("upscaler_2") && fields.number("extras_upscaler_2_visibility") > 0) {
                steps.add(new Step(upscaler("upscaler_2"), fields.number("extras_upscaler_2_visibility"), true));
            }
        }
        for (String name : List.of("gfpgan", "codeformer")) {
            if (fields.number(name + "_visibility") > 0) {
                steps.add(new Step(restorer(name), fields.number(name + "_visibility"), false));
            }
        }
        return steps;
    }

    private boolean named(String upscaler) {
        return !fields.named(upscaler).isEmpty();
    }

    private boolean enlarges() {
        return fields.whole("resize_mode") == 1 || fields.wasSent("upscaling_resize") && fields.number("upscaling_resize") != 1;
    }

    /** By a factor, or to a size. */
    private Map<String, Object> upscaler(String field) {
        var values = new LinkedHashMap<String, Object>();
        if (fields.whole("resize_mode") == 0) {
            values.put("scale", fields.number("upscaling_resize"));
        } else {
            values.put("width", fields.whole("upscaling_resize_w"));
            values.put("height", fields.whole("upscaling_resize_h"));
            values.put("crop", fields.is("upscaling_crop"));
        }
        var asked = new TreeSet<>(enlarges() ? values.keySet() : List.of());
        var upscaler = upscalers.find(fields.text(field));
        upscaler.ifPresent(known -> values.putAll(known.params()));
        String plugin = upscaler.map(known -> known.plugin().id()).orElse(fields.text(field));
        return choice(new PluginNeed("postprocessor", plugin, "is called " + fields.text(field), values, asked));
    }

    private Map<String, Object> restorer(String name) {
        Map<String, Object> values = name.equals("codeformer") ? Map.of("weight", fields.number("codeformer_weight")) : Map.of();
        return choice(PluginNeed.of("postprocessor", name, "is called " + name, values, Map.of("weight", 0.0)));
    }

    private Map<String, Object> choice(PluginNeed need) {
        return need.choice(plugins.list(), null);
    }

    private String processed(byte[] file, List<Step> steps) {
        Image before = PictureBytes.image(file);
        Image image = before;
        for (Step step : steps) {
            image = blended(image, filtered(plugins, PostProcessor.class, step.choice, step.fromBefore ? before : image), step.visibility);
        }
        return Base64.getEncoder().encodeToString(Png.encode(image, PictureFile.read(file).infotext().orElse("")));
    }

    private static Image blended(Image under, Image over, double part) {
        return part >= 1 ? over : Image.paint(under.width(), under.height(), (x, y) -> mixed(under.rgb(x, y), over.rgb(x, y), part));
    }

    private static int mixed(int under, int over, double part) {
        int out = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = under >> shift & 255;
            int b = over >> shift & 255;
            out |= (int) Math.rint(a + part * (b - a)) << shift;
        }
        return out;
    }

    /** The picture as a plugin makes it. */
    @SuppressWarnings("unchecked")
    static <F extends Filter<?>> Image filtered(Plugins plugins, Class<F> hook, Map<String, Object> choice, Image image) {
        try (Lease<F> lease = plugins.lease(hook, (String) choice.get("id"))) {
            var filter = (Filter<Record>) lease.hook();
            return filter.apply(image, Parameters.of(filter, (Map<String, Object>) choice.get("params")));
        }
    }
}
