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
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * The weights of a program in the form in which it reads them, held by libtorch. They are made one
 * by one from the mapped file, so that no more than one lies in memory twice; all sizes of picture
 * share them.
 */
final class PackedWeights implements AutoCloseable {

    private final Checkpoint checkpoint;
    private final PtNDManager manager;
    private final Map<Recipe, PtNDArray> made = new HashMap<>();

    PackedWeights(Checkpoint checkpoint, NDManager manager) {
        this.checkpoint = checkpoint;
        this.manager = (PtNDManager) manager.newSubManager();
    }

    /** The values of these recipes in order, each made at the size it maps to unless it is there already. */
    PtNDArray[] get(Map<Recipe, int[]> recipes) {
        try (var kitchen = new Kitchen()) {
            recipes.forEach((recipe, size) -> {
                if (!made.containsKey(recipe)) {
                    made.put(recipe, kitchen.make(recipe, size));
                }
            });
        }
        return recipes.keySet().stream().map(made::get).toArray(PtNDArray[]::new);
    }

    /** Bytes of memory they take. */
    long bytes() {
        return made.values().stream().mapToLong(a -> a.getShape().size() * Float.BYTES).sum();
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Makes values by their recipes; a function that many recipes share is loaded once. */
    private final class Kitchen implements AutoCloseable {

        private final Map<String, ScriptModule> modules = new HashMap<>();

        PtNDArray make(Recipe recipe, int[] size) {
            ScriptModule module = modules.computeIfAbsent(recipe.code(),
                    code -> new ScriptModule(manager, "w: List[Tensor],\n    s: List[int]) -> Tensor", code));
            try (var raw = (PtNDManager) manager.newSubManager()) {
                PtNDArray[] tensors = recipe.tensors().stream().map(t -> raw(raw, t)).toArray(PtNDArray[]::new);
                try (IValue list = IValue.listFrom(tensors);
                        IValue sizes = IValue.listFrom(Arrays.stream(size).asLongStream().toArray());
                        IValue out = module.call(list, sizes)) {
                    return out.toTensor(manager);
                }
            }
        }

        @Override
        public void close() {
            modules.values().forEach(ScriptModule::close);
        }
    }

    /** A tensor that looks at the mapped file. */
    private PtNDArray raw(PtNDManager owner, String name) {
        ByteBuffer bytes = checkpoint.bytes(name).order(ByteOrder.nativeOrder());
        if (!bytes.isDirect()) {
            ByteBuffer copy = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.nativeOrder());
            bytes = copy.put(bytes.duplicate()).flip();
        }
        long[] shape = Arrays.stream(checkpoint.shape(name)).asLongStream().toArray();
        return owner.create(bytes.slice().order(ByteOrder.nativeOrder()), new Shape(shape), type(name));
    }

    private DataType type(String name) {
        return switch (checkpoint.type(name)) {
            case "F64" -> DataType.FLOAT64;
            case "F32" -> DataType.FLOAT32;
            case "F16" -> DataType.FLOAT16;
            case "BF16" -> DataType.BFLOAT16;
            case "I64" -> DataType.INT64;
            case "I32" -> DataType.INT32;
            case "I8" -> DataType.INT8;
            case "U8" -> DataType.UINT8;
            default -> throw new Problem(Problem.Kind.UNSUPPORTED, "the tensor " + name + " is of the type " + checkpoint.type(name),
                    "use a checkpoint whose tensors are F32, F16 or BF16");
        };
    }
}
