package mezzotint.caption.wd14;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;
import mezzotint.image.Image;
import mezzotint.model.Models;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Names what a picture shows, by a tagger of the WD14 convention from the folder {@code Tagger} of the models; keeps the one that was used last. */
@Component
@Plugin(id = "wd14", label = "Tagger", aliases = {"deepdanbooru", "deepbooru", "waifudiffusion"}, source = "https://huggingface.co/SmilingWolf")
public final class Wd14 implements Captioner<Wd14.Params> {

    public record Params(
            @Param(label = "Tagger", format = "file:Tagger", help = "Empty: the first there is.") String model,
            @Param(label = "Threshold", min = 0, max = 1, step = 0.05, help = "Higher keeps what the tagger is surer of.") double threshold,
            @Param(label = "Threshold of characters", min = 0, max = 1, step = 0.05) double character,
            @Param(label = "Most tags", min = 1, max = 512) int most,
            @Param(label = "With the rating") boolean rating,
            @Param(label = "Spaces", help = "In place of underscores.") boolean spaces,
            @Param(label = "Escape brackets", help = "So that a prompt has no weights by them.") boolean escape) {

        public Params() {
            this("", 0.5, 0.85, 74, false, true, true);
        }
    }

    private final TaggerFolders folders;
    private Tagger loaded;
    private boolean closed;

    @Activate
    public Wd14(@Reference Models models) {
        this(new TaggerFolders(models::folders));
    }

    Wd14(TaggerFolders folders) {
        this.folders = folders;
    }

    @Override
    public Caption describe(Image image, Params params) {
        List<Caption.Tag> all = recognize(folders.find(params.model()), image);
        return Caption.of(Stream.concat(kept(all, params, "rating").limit(params.rating() ? 1 : 0), Stream.concat(kept(all, params, "character"),
                others(all, params)))
                .sorted((a, b) -> Double.compare(b.score(), a.score())).limit(params.most()).map(tag -> written(tag, params)).toList());
    }

    private synchronized List<Caption.Tag> recognize(Path folder, Image image) {
        if (closed) {
            throw new Problem(Problem.Kind.CONFLICT, "the tagger was switched off", "try again when it is on");
        }
        if (loaded == null || !loaded.folder().equals(folder)) {
            release();
            loaded = Tagger.open(folder);
        }
        return loaded.recognize(image);
    }

    private static Stream<Caption.Tag> kept(List<Caption.Tag> all, Params params, String kind) {
        double threshold = kind.equals("character") ? params.character() : 0;
        return all.stream().filter(tag -> tag.kind().equals(kind) && tag.score() >= threshold);
    }

    private static Stream<Caption.Tag> others(List<Caption.Tag> all, Params params) {
        return all.stream().filter(tag -> !tag.kind().equals("rating") && !tag.kind().equals("character") && tag.score() >= params.threshold());
    }

    private static Caption.Tag written(Caption.Tag tag, Params params) {
        String spaced = params.spaces() ? tag.name().replace('_', ' ') : tag.name();
        return new Caption.Tag(params.escape() ? spaced.replaceAll("[\\\\()]", "\\\\$0") : spaced, tag.kind(), tag.score());
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        release();
    }

    private void release() {
        if (loaded != null) {
            loaded.close();
            loaded = null;
        }
    }
}
