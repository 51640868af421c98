package mezzotint.rest.pictures;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mezzotint.image.Png;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.libs.web.Json;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.plugin.Problem;

/**
 * What a picture of this workbench says of how it was made: the content of its chunk {@code mezzotint}.
 *
 * @param request as {@code POST /api/jobs} takes it
 * @param picture its number in the batch
 * @param model {@code name} and {@code sha256}; the latter is missing in pictures of earlier days
 * @param adapters what was laid over the model, each by {@code name} and {@code sha256}
 * @param profile the plugins that had a part in it
 * @param engine what it was computed by, by {@code id} and {@code device}
 * @param workbench version
 */
record PictureProvenance(Map<String, Object> request, int picture, Map<String, Object> model, List<Map<String, Object>> adapters, Profile profile,
        Map<String, Object> engine, String workbench) {

    /** @throws Problem of kind {@code INVALID} if it is no whole picture; of kind {@code MISSING} if it does not say */
    static PictureProvenance read(byte[] file) {
        String text = PictureFile.read(file).texts().get(Png.PROVENANCE);
        if (text == null) {
            throw new Problem(Problem.Kind.MISSING, "the picture does not say by which plugins it was made",
                    "take a PNG as Mezzotint kept it; POST /api/infotext reads the settings of others");
        }
        try {
            Map<String, Object> all = Json.object(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
            // A picture names plugins: whoever sent it neither learns how they are set here, nor sets them.
            List<Profile.Member> plugins = ProfileMap.members(all.get("plugins")).stream().map(Profile.Member::withoutSettings).toList();
            var profile = new Profile("picture", "what the picture was made with", Instant.EPOCH, "the picture", false, plugins);
            return new PictureProvenance(Objects.requireNonNull(map(all, "request")), ((Number) all.get("picture")).intValue(),
                    all.containsKey("model") ? map(all, "model") : Map.of(), adapters(all), profile, map(all, "engine"),
                    String.valueOf(all.get("workbench")));
        } catch (NullPointerException | ClassCastException e) {
            throw new Problem(Problem.Kind.INVALID, "what the picture says of how it was made cannot be read: " + e.getMessage(),
                    "take a PNG as Mezzotint kept it", e);
        }
    }

    private static List<Map<String, Object>> adapters(Map<String, Object> all) {
        return all.get("adapters") instanceof List<?> list ? list.stream().map(Json::object).toList() : List.of();
    }

    private static Map<String, Object> map(Map<String, Object> all, String field) {
        return Json.object(all.get(field));
    }
}
