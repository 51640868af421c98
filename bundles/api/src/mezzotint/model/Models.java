package mezzotint.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The model files of this workbench: what ships with it, and what is in the user's folders. */
@ProviderType
public interface Models {

    /**
     * A model that was found.
     *
     * @param name the name of its file or folder, without an extension; with the folders it lies in, as {@code xl/alpha}, and with what else tells it
     *     from others
     * @param defaults settings it likes best, by the names of a request's fields
     * @param examples prompts to try
     */
    record Card(String name, String label, String description, Path path, Map<String, Object> defaults, List<String> examples) {

        public Card {
            defaults = Map.copyOf(defaults);
            examples = List.copyOf(examples);
        }

        /** Its name with the ending of its file, as AUTOMATIC1111 lists it. */
        public String title() {
            String file = path.getFileName().toString();
            String last = name.substring(name.lastIndexOf('/') + 1);
            return file.startsWith(last) ? name + file.substring(last.length()) : name;
        }
    }

    /**
     * A file that is used beside a model.
     *
     * @param kind {@code Lora}, {@code embeddings}, {@code VAE}, {@code ControlNet}, {@code ESRGAN}, or the name of another folder of models
     * @param name the name of its file, without an extension; with the folders it lies in, as {@code styles/ink}
     * @param bytes its length
     */
    record Extra(String kind, String name, Path path, long bytes) {

        /** The name of its file, without an extension: what other programs call it. */
        public String shortName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /** Where models are looked for, the user's own folder first. */
    List<Path> folders();

    /** Every file of a kind, by name. */
    List<Extra> extras(String kind);

    /**
     * @param name with or without folders before it and its ending, in any spelling if none is called exactly so; empty for the first
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none of the kind; of kind {@code INVALID} if none is called so, with those
     *     that are most alike
     */
    Extra extra(String kind, String name);

    /** SHA-256 of a file, in 64 lower-case hexadecimal digits; it is read if that has not been done since it last changed. */
    String sha256(Extra extra);

    /**
     * SHA-256 of what follows the names in a file of safetensors, and of the whole of any other file: it stays when somebody writes a description
     * into the file. AUTOMATIC1111 tells LoRAs by its first twelve digits.
     */
    String tensorSha256(Extra extra);

    /** Every model found, by name. */
    List<Card> list();

    /**
     * @param name name, name of the file, label, or SHA-256 or eight digits or more of its beginning if that is known; with or without a path
     *     before it and a hash in brackets behind it, and in any spelling if none is called exactly so; empty for the workbench's default
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if there is none, with those there are
     */
    Card find(String name);

    /**
     * SHA-256 of a model's content, in 64 lower-case hexadecimal digits: of its file, or of a list of a folder's files with theirs. The
     * files are read if that has not been done since they last changed, which may take half a minute.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INTERNAL} if they cannot be read
     */
    String sha256(Card card);

    /** The same, if it is known already. */
    Optional<String> knownSha256(Card card);

    /** The first ten digits of a SHA-256, by which AUTOMATIC1111 and infotext name a model. */
    static String brief(String sha256) {
        return sha256.substring(0, Math.min(10, sha256.length()));
    }
}
