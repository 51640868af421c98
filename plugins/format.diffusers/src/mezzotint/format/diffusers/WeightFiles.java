package mezzotint.format.diffusers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;

/**
 * The weights of one part of a model in one variant: {@code model.safetensors}, {@code model.fp16.safetensors}, or shards of it, with an
 * index or without.
 *
 * @param variant what stands between the name and its end: fp16, bf16, non_ema; empty for none
 * @param files those that hold the tensors
 * @param owners the file of each tensor, where an index tells
 */
record WeightFiles(String variant, List<Path> files, Map<String, Path> owners) {

    private static final Pattern NAME = Pattern.compile("(?:diffusion_pytorch_model|model)((?:[.-][A-Za-z0-9_]+)*)");
    private static final Pattern SHARD = Pattern.compile("(\\d{5})-of-(\\d{5})");
    private static final int MOST_SHARDS = 10_000;
    /** Least first: all of a weight's digits, then what other programs take by default, then fewer digits. */
    private static final List<String> BEST = List.of("fp32", "", "ema", "bf16", "fp16");

    /** A file's name in its parts. */
    private record Named(Path file, String variant, boolean index, int shard, int shards) {

        static Optional<Named> of(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.matches() || !name.group(1).matches("(.*\\.safetensors)|(.*\\.safetensors(\\..*)?\\.json)")) {
                return Optional.empty();
            }
            Matcher shard = SHARD.matcher(name.group(1));
            boolean one = shard.find();
            String rest = one ? shard.replaceFirst("") : name.group(1);
            String variant = String.join(".", Arrays.stream(rest.split("[.-]"))
                    .filter(word -> !word.isEmpty() && !List.of("safetensors", "index", "json").contains(word)).toList());
            return Optional.of(new Named(file, variant, name.group(1).endsWith(".json"),
                    one ? Integer.parseInt(shard.group(1)) : 0, one ? Integer.parseInt(shard.group(2)) : 0));
        }
    }

    /** Every variant that the folder holds all files of, the best first. */
    static List<WeightFiles> in(Path folder) throws IOException {
        var byVariant = new TreeMap<String, List<Named>>();
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.of()) {
            files.filter(Files::isRegularFile).sorted().flatMap(file -> Named.of(file).stream())
                    .forEach(named -> byVariant.computeIfAbsent(named.variant, v -> new ArrayList<>()).add(named));
        }
        var whole = new ArrayList<WeightFiles>();
        Problem lacking = null;
        for (var variant : byVariant.entrySet()) {
            try {
                whole.add(of(folder, variant.getKey(), variant.getValue()));
            } catch (Problem e) {
                lacking = e;
            }
        }
        if (whole.isEmpty() && lacking != null) {
            throw lacking;
        }
        whole.sort(Comparator.comparingInt(w -> rank(w.variant)));
        return whole;
    }

    private static int rank(String variant) {
        boolean trained = variant.contains("non_ema");
        int place = BEST.indexOf(variant.replaceFirst("\\.?non_ema\\.?", ""));
        return (trained ? BEST.size() + 1 : 0) + (place < 0 ? BEST.size() : place);
    }

    private static WeightFiles of(Path folder, String variant, List<Named> named) throws IOException {
        for (Named each : named) {
            if (!each.index && each.shards == 0) {
                return new WeightFiles(variant, List.of(each.file), Map.of());
            }
        }
        for (Named each : named) {
            if (each.index) {
                return indexed(folder, variant, each.file);
            }
        }
        int shards = named.get(0).shards;
        for (int i = 1; i <= Math.min(shards, MOST_SHARDS); i++) {
            int wanted = i;
            if (named.stream().noneMatch(n -> n.shard == wanted && n.shards == shards)) {
                throw Problem.invalid("of the " + shards + " parts of " + named.get(0).file.getFileName() + " number " + i + " is missing", "download the model again");
            }
        }
        return new WeightFiles(variant, named.stream().map(Named::file).toList(), Map.of());
    }

    private static WeightFiles indexed(Path folder, String variant, Path index) throws IOException {
        String name = folder.getFileName() + "/" + index.getFileName();
        Config map = Config.read(index, name).object("weight_map");
        var owners = new TreeMap<String, Path>();
        for (String tensor : map.keys()) {
            owners.put(tensor, shard(folder, name, map, tensor));
        }
        if (owners.isEmpty()) {
            throw Problem.invalid(name + " has no weight_map", "download the model again");
        }
        return new WeightFiles(variant, owners.values().stream().distinct().sorted().toList(), owners);
    }

    private static Path shard(Path folder, String index, Config map, String tensor) {
        Path shard;
        try {
            shard = folder.resolve(map.text(tensor, "")).normalize();
        } catch (InvalidPathException e) {
            throw map.wrong(tensor, "the name of a file");
        }
        if (!shard.startsWith(folder)) {
            throw Problem.invalid(index + " names a file outside of its folder, " + map.found(tensor), "do not trust this model");
        }
        if (!Files.isRegularFile(shard)) {
            throw Problem.invalid(map.found(tensor).replace("\"", "") + ", which " + index + " names, is missing", "download the model again");
        }
        return shard;
    }

    /** As users know them. */
    String label() {
        return variant.isEmpty() ? "the variant without a name" : variant;
    }
}
