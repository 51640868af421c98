package mezzotint.launcher.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.launcher.client.Client;
import mezzotint.launcher.start.Arguments;
import mezzotint.launcher.start.CommandFailure;

/**
 * The picture that {@code make} begins at.
 *
 * @param plugin what begins at it
 * @param files contents by the name of a parameter
 * @param params the other parameters
 */
record StartPicture(String plugin, Map<String, byte[]> files, JsonObject params) {

    private static final String IMAGE = "image";
    private static final String MASK = "mask";
    private static final String BEGIN = "begin";
    private static final String PARAMS = "params";
    private static final String STRENGTH = "strength";
    static final List<String> OPTIONS = List.of(IMAGE, MASK, STRENGTH, BEGIN, PARAMS);

    /** @throws CommandFailure if a file cannot be read, or there is a setting for a picture and no picture */
    static StartPicture of(Arguments arguments) {
        Map<String, String> options = arguments.options();
        OPTIONS.stream().filter(option -> options.containsKey(option) && !options.containsKey(IMAGE)).findFirst().ifPresent(option -> {
            throw new CommandFailure("--" + option + " needs a picture; give one with --" + IMAGE);
        });
        var files = new LinkedHashMap<String, byte[]>();
        if (options.containsKey(IMAGE)) {
            files.put("picture", read(options.get(IMAGE)));
        }
        if (options.containsKey(MASK)) {
            files.put(MASK, read(options.get(MASK)));
        }
        JsonObject params = params(options.getOrDefault(PARAMS, ""));
        if (options.containsKey(STRENGTH)) {
            params.addProperty(STRENGTH, arguments.number(STRENGTH));
        }
        return new StartPicture(options.getOrDefault(BEGIN, options.containsKey(MASK) ? "inpaint" : "start"), files, params);
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new CommandFailure("the picture " + file + " cannot be read; name a PNG, JPEG or WebP file that is there");
        }
    }

    /** Numbers and truth values as such, and all else as text. */
    private static JsonObject params(String text) {
        var params = new JsonObject();
        for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw new CommandFailure("--" + PARAMS + " has " + pair + "; give NAME=VALUE, and more behind commas");
            }
            String value = parts[1].strip();
            params.add(parts[0].strip(), value.matches("true|false") ? new JsonPrimitive(Boolean.valueOf(value))
                    : value.matches("-?\\d{1,18}") ? new JsonPrimitive(Long.valueOf(value))
                    : value.matches("-?\\d{0,9}\\.\\d{1,18}") ? new JsonPrimitive(Double.valueOf(value)) : new JsonPrimitive(value));
        }
        return params;
    }

    /** Uploads the files, and says in the request what begins at them. */
    void addTo(JsonObject request, Client client) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        JsonObject all = params.deepCopy();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            JsonObject kept = Client.object(client.send("POST", "/api/uploads", file.getValue(), "application/octet-stream", Map.of()));
            all.addProperty(file.getKey(), Client.text(kept, "name"));
        }
        var image = new JsonObject();
        image.addProperty("id", plugin);
        image.add("params", all);
        request.add("image", image);
    }
}
