package mezzotint.backend.pytorch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mezzotint.backend.pytorch.script.Recipe;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * The weights of a program in the form in which it reads them, held by libtorch. They are made one
 * by one from the mapped file, so that no more than one lies in memory twice. All sizes of picture
 * share them, in the layout that is the fastest for the size at hand: in another, a network may take
 * twice the time.
 */
final class PackedWeights implements AutoCloseable {

    /** Bytes read between two collections: the file stays mapped, and counts as memory, until its buffers are collected. */
    private static final long MAPPED = 256L << 20;

    private final Checkpoint checkpoint;
    private final PtNDManager manager;
    private final Map<Recipe, Packed> made = new HashMap<>();

    private record Packed(PtNDArray array, int[] size) {}

    PackedWeights(Checkpoint checkpoint, NDManager manager) {
        this.checkpoint = checkpoint;
        this.manager = (PtNDManager) manager.newSubManager();
    }

    /**
     * The values of these recipes in order, each in the layout for the size it maps to. What was
     * given out before for another size is to be closed first, else it stays in memory beside this.
     */
    IValue get(Map<Recipe, int[]> recipes) {
        try (var kitchen = new Kitchen()) {
            recipes.forEach((recipe, size) -> {
                Packed old = made.remove(recipe); // gone if it cannot be made again
                made.put(recipe, kitchen.fit(recipe, old, size));
            });
        }
        return IValue.listFrom(recipes.keySet().stream().map(r -> made.get(r).array).toArray(PtNDArray[]::new));
    }

    /** Frees what none of these recipes makes. */
    void keepOnly(Set<Recipe> recipes) {
        made.entrySet().removeIf(entry -> {
            boolean unused = !recipes.contains(entry.getKey());
            if (unused) {
                entry.getValue().array.close();
            }
            return unused;
        });
    }

    /** Bytes of memory they take. */
    long bytes() {
        return made.values().stream().mapToLong(p -> p.array.getShape().size() * Float.BYTES).sum();
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Makes values by their recipes; a function that many recipes share is loaded once. */
    private final class Kitchen implements AutoCloseable {

        private final Map<String, ScriptModule> modules = new HashMap<>();
        private long mapped;

        Packed fit(Recipe recipe, Packed old, int[] size) {
            if (old == null) {
                unmap(recipe);
                try (var raw = (PtNDManager) manager.newSubManager()) {
                    PtNDArray[] tensors = recipe.tensors().stream().map(t -> tensor(raw, t)).toArray(PtNDArray[]::new);
                    return new Packed(run(recipe.code(), size, tensors), size);
                }
            }
            if (!recipe.isForOneSize() || Arrays.equals(size, old.size)) {
                return old;
            }
            try (PtNDArray before = old.array) {
                return new Packed(run(recipe.again(), size, before), size);
            }
        }

        private void unmap(Recipe recipe) {
            mapped += recipe.tensors().stream()
                    .mapToLong(t -> Arrays.stream(checkpoint.shape(t)).asLongStream().reduce(Float.BYTES, Math::multiplyExact)).sum();
            if (mapped > MAPPED) {
                System.gc();
                mapped = 0;
            }
        }

        private PtNDArray run(String code, int[] size, PtNDArray... tensors) {
            ScriptModule module = modules.computeIfAbsent(code,
                    c -> new ScriptModule(manager, "w: List[Tensor],\n    s: List[int]) -> Tensor", c));
            try (IValue list = IValue.listFrom(tensors);
                    IValue sizes = IValue.listFrom(Arrays.stream(size).asLongStream().toArray());
                    IValue out = module.call(list, sizes)) {
                return out.toTensor(manager);
            }
        }

        @Override
        public void close() {
            modules.values().forEach(ScriptModule::close);
        }
    }

    /** A tensor that looks at the mapped file. */
    private PtNDArray tensor(PtNDManager owner, String name) {
        ByteBuffer bytes = checkpoint.bytes(name);
        var shape = new Shape(Arrays.stream(checkpoint.shape(name)).asLongStream().toArray());
        if (checkpoint.type(name).equals("BF16")) {
            return widened(owner, bytes, shape);
        }
        if (!bytes.isDirect()) {
            bytes = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip();
        }
        return owner.create(bytes.slice().order(ByteOrder.nativeOrder()), shape, type(name));
    }

    /** Brain floats as floats, of which they are the upper half; DJL aborts the process when it is given them. */
    private static PtNDArray widened(PtNDManager owner, ByteBuffer bytes, Shape shape) {
        PtNDArray out = owner.create(shape, DataType.FLOAT32);
        var halves = bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var values = out.toByteBuffer(true).order(ByteOrder.nativeOrder()).asIntBuffer();
        for (int i = 0; i < halves.limit(); i++) {
            values.put(i, halves.get(i) << 16);
        }
        return out;
    }

    private DataType type(String name) {
        return switch (checkpoint.type(name)) {
            case "F64" -> DataType.FLOAT64;
            case "F32" -> DataType.FLOAT32;
            case "F16" -> DataType.FLOAT16;
            case "I64" -> DataType.INT64;
            case "I32" -> DataType.INT32;
            case "I8" -> DataType.INT8;
            case "U8" -> DataType.UINT8;
            default -> throw new Problem(Problem.Kind.UNSUPPORTED, "the tensor " + name + " is of the type " + checkpoint.type(name),
                    "use a checkpoint whose tensors are F32, F16 or BF16");
        };
    }
}
