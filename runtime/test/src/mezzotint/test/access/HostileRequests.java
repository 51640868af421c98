package mezzotint.test.access;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests that somebody sends to do harm or by a mistake, made at random; the same seed makes the same ones. */
final class HostileRequests {

    /** A request as it goes over the wire. */
    record Hostile(String method, String path, byte[] body) {

        @Override
        public String toString() {
            String text = new String(body, 0, Math.min(body.length, 160), StandardCharsets.ISO_8859_1);
            return method + " " + (path.length() > 160 ? path.substring(0, 160) + "…" : path) + " " + text.replaceAll("[^ -~]", "?") + " (" + body.length + " bytes)";
        }
    }

    private record Route(String method, String path) {}

    private static final List<String> A1111 = List.of("POST /sdapi/v1/txt2img", "POST /sdapi/v1/img2img", "POST /sdapi/v1/options", "GET /sdapi/v1/options", "POST /sdapi/v1/png-info",
            "POST /sdapi/v1/extra-single-image", "POST /sdapi/v1/extra-batch-images", "POST /sdapi/v1/interrupt", "POST /sdapi/v1/interrogate", "GET /sdapi/v1/progress", "GET /sdapi/v1/samplers",
            "POST /controlnet/detect", "GET /controlnet/model_list", "POST /internal/progress", "POST /sdapi/v1/refresh-checkpoints");
    private static final List<String> FIELDS = List.of("prompt", "negative", "negative_prompt", "seed", "steps", "cfg", "cfg_scale", "width", "height", "count", "batch_size", "n_iter", "sampler",
            "sampler_name", "scheduler", "schedule", "model", "noise", "guidance", "parser", "encoder", "image", "images", "init_images", "mask", "text", "controls", "finish", "optimizers", "watchers",
            "override_settings", "styles", "script_name", "script_args", "alwayson_scripts", "subseed_strength", "denoising_strength", "timeout", "priority", "after", "label", "scope", "days", "name",
            "old", "new", "request", "picture", "sd_model_checkpoint", "samples_format", "CLIP_stop_at_last_layers", "eta", "s_churn", "s_tmax", "clip_skip");
    private static final List<Object> NUMBERS = List.of(0, -1, 1, 64, 128, 4096, 16384, 1_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1e308, -1e308, 1e-320, 0.5, 99.5);
    private static final List<String> PLUGINS = List.of("euler", "dpmpp2msde", "karras", "cfg", "torch", "weights", "clip", "pytorch", "java", "linear", "folder", "mezzotint.core", "../x", "");

    private final Random random;
    private final List<Route> routes = new ArrayList<>();

    /** @param description the OpenAPI document of the workbench */
    HostileRequests(long seed, JsonObject description) {
        this.random = new Random(seed);
        description.getAsJsonObject("paths").entrySet().forEach(path -> path.getValue().getAsJsonObject().keySet().stream()
                .filter(method -> !method.equals("parameters")).forEach(method -> routes.add(new Route(method.toUpperCase(), path.getKey()))));
        A1111.forEach(route -> routes.add(new Route(route.split(" ")[0], route.split(" ")[1])));
    }

    Hostile next() {
        Route route = switch (random.nextInt(4)) {
            case 0 -> new Route("POST", "/api/jobs");
            case 1 -> new Route("POST", "/sdapi/v1/txt2img");
            default -> any(routes);
        };
        String path = route.path().replaceAll("\\{[a-z]+}", "§");
        while (path.contains("§")) {
            path = path.replaceFirst("§", encoded(text()));
        }
        if (random.nextInt(3) == 0) {
            path += "?" + any(List.of("search", "limit", "before", "state", "owner", "id", "size", "previews", "plan", "agreed", "x")) + "=" + encoded(text());
        }
        return new Hostile(route.method(), path, route.method().equals("GET") ? new byte[0] : body());
    }

    /** Some as they are: an address that cannot be decoded is one of the kinds. */
    private String encoded(String text) {
        String shorter = text.length() > 3_000 ? text.substring(0, 3_000) : text;
        return random.nextInt(6) == 0 ? any(List.of("%", "%zz", "%c3%28", "%00", "%2e%2e%2f", "%ff%fe", ".%2e", "a%2Fb", "%u0041", "%e4"))
                : URLEncoder.encode(shorter, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] body() {
        byte[] whole = switch (random.nextInt(12)) {
            case 0 -> "[".repeat(1 + random.nextInt(200_000)).getBytes(StandardCharsets.UTF_8);
            case 1 -> ("{\"prompt\":" + "{\"a\":".repeat(random.nextInt(50_000))).getBytes(StandardCharsets.UTF_8);
            case 2 -> bytes(random.nextInt(5_000));
            default -> new Gson().toJson(fields(3)).getBytes(StandardCharsets.UTF_8);
        };
        if (random.nextInt(10) == 0 && whole.length > 0) {
            whole[random.nextInt(whole.length)] = (byte) random.nextInt();
        }
        return whole;
    }

    private Map<String, Object> fields(int depth) {
        var fields = new HashMap<String, Object>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            fields.put(random.nextInt(8) == 0 ? text() : any(FIELDS), value(depth));
        }
        fields.putIfAbsent("prompt", text());
        return fields;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0, 1 -> text();
            case 2, 3 -> any(NUMBERS);
            case 4 -> random.nextBoolean();
            case 5 -> any(PLUGINS);
            case 6 -> Map.of("id", any(PLUGINS), "params", fields(depth - 1));
            case 7 -> List.of(value(depth - 1), value(depth - 1));
            case 8 -> fields(depth - 1);
            default -> "data:image/png;base64," + Base64.getEncoder().encodeToString(picture());
        };
    }

    /** A picture whose header promises more than the file holds, or nothing of the kind. */
    private byte[] picture() {
        byte[] bytes = bytes(60 + random.nextInt(300));
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, (byte) random.nextInt(), 0, 0, 0, (byte) random.nextInt(), 0, 0, 8, 6, 0, 0, 0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        int n = (int) Math.pow(10, random.nextDouble() * 4.5);
        return switch (random.nextInt(16)) {
            case 0 -> "[a|".repeat(n) + "b" + "]".repeat(n);
            case 1 -> "(".repeat(n) + "cat" + ")".repeat(n);
            case 2 -> "(cat:1" + "0".repeat(n) + ")";
            case 3 -> " ".repeat(n);
            case 4 -> "a".repeat(n);
            case 5 -> "\ud800\udfff\u0000\u202e\uffff".repeat(1 + n / 5);
            case 6 -> "<lora:x:" + "9".repeat(n) + ">";
            case 7 -> "[cat:dog:" + n + "]" + " AND ".repeat(n);
            case 8 -> "\\(".repeat(n);
            case 9 -> "猫🐈é ".repeat(n);
            case 10 -> "%s%n${jndi:x}{{7*7}}<script>'\";--";
            case 11 -> "../".repeat(1 + n % 50) + "etc/passwd";
            case 12 -> "Steps: " + n + ", Seed: " + "1".repeat(n % 5000) + ", " + "A: \"".repeat(n);
            case 13 -> "upload:" + "0".repeat(64);
            default -> any(List.of("", "a cat", "NaN", "null", "true", "__proto__", "None", "-1", "1e999", "euler", "mezzotint-starter", "CON", "\r\nX: y"));
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
