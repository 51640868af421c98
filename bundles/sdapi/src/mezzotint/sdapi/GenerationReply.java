package mezzotint.sdapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.model.Models;
import mezzotint.sdapi.fields.Fields;
import mezzotint.sdapi.fields.PictureBytes;
import mezzotint.sdapi.fields.Reply;
import mezzotint.studio.Job;
import mezzotint.studio.Pictures;

/**
 * What a generation answers: pictures, its fields, and what A1111's {@code Processed} knows.
 *
 * @param hash of the model, in its short form; empty while it is not known
 * @param notes what was understood otherwise than it was said, or left out, a sentence each
 */
record GenerationReply(Generation generation, Fields fields, Map<String, Object> options, Models.Card model, String hash, List<String> notes, Pictures pictures) {

    private static final int SHOWN = 1000;

    Map<String, Object> body(List<Job.Result> made) {
        List<byte[]> files = new ArrayList<>(made.stream().map(pictures::png).toList());
        boolean grid = fields.is("save_images") && !fields.is("do_not_save_grid") && files.size() > 1 && Boolean.TRUE.equals(options.get("return_grid"));
        if (grid) {
            files.add(0, PictureBytes.grid(files));
        }
        List<String> infotexts = files.stream().map(file -> PictureFile.read(file).infotext().orElse("")).toList();
        var out = new LinkedHashMap<String, Object>();
        out.put("images", !fields.is("send_images") ? List.of() : files.stream().map(this::encoded).toList());
        out.put("parameters", parameters());
        out.put("info", Reply.text(info(infotexts, grid ? 1 : 0)));
        return out;
    }

    private byte[] encoded(byte[] png) {
        return PictureBytes.as(String.valueOf(options.get("samples_format")), options.get("jpeg_quality"), png);
    }

    /** The request's fields; pictures in it are repeated only if asked for, and long arguments of scripts are not. */
    private Map<String, Object> parameters() {
        Map<String, Object> all = fields.all();
        if (all.containsKey("include_init_images") && !fields.is("include_init_images")) {
            all.put("init_images", null);
            all.put("mask", null);
        }
        all.computeIfPresent("alwayson_scripts", (name, value) -> shortened(value));
        all.computeIfPresent("script_args", (name, value) -> shortened(value));
        return all;
    }

    private static Object shortened(Object value) {
        if (value instanceof String s && s.length() >= SHOWN) {
            return "<str " + s.length() + ">";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(GenerationReply::shortened).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var out = new LinkedHashMap<Object, Object>();
            map.forEach((k, v) -> out.put(k, shortened(v)));
            return out;
        }
        return value;
    }

    private Map<String, Object> info(List<String> infotexts, int first) {
        long count = fields.whole("batch_size") * fields.whole("n_iter");
        boolean varied = fields.number("subseed_strength") > 0;
        var out = new LinkedHashMap<String, Object>();
        repeat(out, "prompt", "all_prompts", count);
        repeat(out, "negative_prompt", "all_negative_prompts", count);
        out.put("seed", fields.get("seed"));
        out.put("all_seeds", LongStream.range(0, count).mapToObj(i -> fields.whole("seed") + (varied ? 0 : i)).toList());
        out.put("subseed", fields.get("subseed"));
        out.put("all_subseeds", LongStream.range(0, count).mapToObj(i -> fields.whole("subseed") + i).toList());
        List.of("subseed_strength", "width", "height", "sampler_name", "cfg_scale", "steps", "batch_size")
                .forEach(name -> out.put(name, fields.get(name)));
        out.put("restore_faces", fields.is("restore_faces"));
        out.put("face_restoration_model", fields.is("restore_faces") ? options.get("face_restoration_model") : null);
        out.put("sd_model_name", model.name());
        out.put("sd_model_hash", hash);
        out.put("sd_vae_name", null);
        out.put("sd_vae_hash", null);
        List.of("seed_resize_from_w", "seed_resize_from_h", "denoising_strength").forEach(name -> out.put(name, fields.get(name)));
        out.put("extra_generation_params", Map.of());
        out.put("index_of_first_image", first);
        out.put("infotexts", infotexts);
        out.put("styles", fields.list("styles"));
        out.put("job_timestamp", generation.timestamp());
        out.put("clip_skip", options.get("CLIP_stop_at_last_layers"));
        out.put("is_using_inpainting_conditioning", false);
        out.put("version", "Mezzotint 1.0.0");
        List<String> all = Stream.concat(notes.stream(), generation.notes().stream()).distinct().toList();
        if (!all.isEmpty()) {
            out.put("notes", all);
        }
        return out;
    }

    private void repeat(Map<String, Object> out, String name, String all, long count) {
        out.put(name, fields.get(name));
        out.put(all, LongStream.range(0, count).mapToObj(i -> fields.get(name)).toList());
    }
}
