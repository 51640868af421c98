package mezzotint.architecture.sd;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.architecture.sd.Source.Form;

/**
 * The canonical names of a model's tensors, and what they are called in its file: by diffusers, whose names have changed over the years, or by the
 * code of latent diffusion and its successors, whose files have all parts in one.
 */
final class CanonicalNames {

    /** Parts of a file of latent diffusion, by what their names begin with. */
    private static final Map<String, String> PARTS = Map.of(
            UNetNames.PREFIX, "unet.", AutoencoderNames.PREFIX, "vae.",
            "cond_stage_model.transformer.", "text_encoder.", "cond_stage_model.model.", "text_encoder.",
            "conditioner.embedders.0.transformer.", "text_encoder.", "conditioner.embedders.1.model.", "text_encoder_2.");

    private final NavigableSet<String> names;
    private final UNetNames unet;
    private final AutoencoderNames autoencoder;
    private final TextNames text;

    private CanonicalNames(Collection<String> names) {
        this.names = new TreeSet<>(names);
        this.unet = new UNetNames(this.names);
        this.autoencoder = new AutoencoderNames(this.names);
        this.text = new TextNames(this.names);
    }

    /** Of a file with these names: where each canonical one comes from. */
    static Map<String, Source> of(Collection<String> names) {
        return new CanonicalNames(names).sources();
    }

    private Map<String, Source> sources() {
        var sources = new TreeMap<String, Source>();
        boolean folder = names.contains("unet.conv_in.weight");
        for (String name : names) {
            Optional<String> prefix = PARTS.keySet().stream().filter(name::startsWith).findFirst();
            if (folder) {
                sources.putAll(ofFolder(name));
            } else if (prefix.isPresent()) {
                sources.putAll(named(PARTS.get(prefix.get()), prefix.get(), name));
            }
        }
        return sources;
    }

    private Map<String, Source> named(String part, String prefix, String name) {
        String path = name.substring(prefix.length());
        return switch (part) {
            case "unet." -> Map.of(part + unet.canonical(path), Source.all(name));
            case "vae." -> Map.of(part + autoencoder.canonical(path), new Source(name, Source.ALL, AutoencoderNames.isLinear(path) ? Form.FLAT : Form.SAME));
            default -> text.canonical(part, prefix, path);
        };
    }

    private Map<String, Source> ofFolder(String name) {
        if (name.startsWith("vae.")) {
            return Map.of(AutoencoderNames.later(name), Source.all(name));
        }
        return name.matches("text_encoder(_2)?\\..*") ? Map.of(TextNames.earlier(name), Source.all(name)) : Map.of(name, Source.all(name));
    }
}
