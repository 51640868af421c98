package mezzotint.libs.infotext.program;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.infotext.Reading;
import mezzotint.plugin.Problem;

/** JSON of a program that is not read. It is named, and never taken for a prompt. */
public final class UnreadJson implements ProgramReader {

    private static final int SHOWN = 8;

    @Override
    public Optional<Reading> read(PictureFile picture) {
        picture.json().ifPresent(json -> {
            throw new Problem(Problem.Kind.UNSUPPORTED, "the parameters are JSON of a program that is not read here: " + told(json),
                    "send a picture of AUTOMATIC1111, SD.Next, ComfyUI, InvokeAI, NovelAI, Fooocus, SwarmUI, Easy Diffusion or Draw Things");
        });
        return Optional.empty();
    }

    private static String told(JsonObject json) {
        return Tree.brief("its keys are " + json.keySet().stream().limit(SHOWN).collect(Collectors.joining(", ")));
    }
}
