package mezzotint.format.pickle;

import java.util.Map;
import java.util.Set;
import mezzotint.libs.safetensors.Dtype;
import mezzotint.plugin.Problem;

/** The names that a pickle of tensors may ask for. Each of them means something here; none is looked up in any language. */
enum Globals {

    /** Makes a map. */
    ORDERED_DICT,
    /** Makes a tensor of a storage, an offset, a shape and strides. */
    TENSOR,
    /** The same, with its type as the seventh. */
    TENSOR_OF_TYPE,
    /** Is the tensor that it is given. */
    PARAMETER,
    /** What trainers save beside the tensors; of no use here. */
    IGNORED;

    private static final Map<String, Globals> CALLED = Map.of("collections.OrderedDict", ORDERED_DICT, "torch._utils._rebuild_tensor_v2", TENSOR,
            "torch._utils._rebuild_tensor_v3", TENSOR_OF_TYPE, "torch._utils._rebuild_parameter", PARAMETER);
    private static final Map<String, Dtype> TYPES = Map.ofEntries(
            Map.entry("torch.FloatStorage", Dtype.F32), Map.entry("torch.HalfStorage", Dtype.F16), Map.entry("torch.BFloat16Storage", Dtype.BF16),
            Map.entry("torch.DoubleStorage", Dtype.F64), Map.entry("torch.LongStorage", Dtype.I64), Map.entry("torch.IntStorage", Dtype.I32),
            Map.entry("torch.ShortStorage", Dtype.I16), Map.entry("torch.CharStorage", Dtype.I8), Map.entry("torch.ByteStorage", Dtype.U8),
            Map.entry("torch.BoolStorage", Dtype.BOOL), Map.entry("torch.float32", Dtype.F32), Map.entry("torch.float16", Dtype.F16),
            Map.entry("torch.bfloat16", Dtype.BF16), Map.entry("torch.float64", Dtype.F64), Map.entry("torch.int64", Dtype.I64), Map.entry("torch.int32", Dtype.I32),
            Map.entry("torch.int16", Dtype.I16), Map.entry("torch.int8", Dtype.I8), Map.entry("torch.uint8", Dtype.U8), Map.entry("torch.bool", Dtype.BOOL));
    private static final Set<String> WITHOUT_USE = Set.of("torch.storage.UntypedStorage", "torch.storage._UntypedStorage", "torch.UntypedStorage", "torch.Size", "torch.device",
            "__builtin__.set", "builtins.set", "numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "_codecs.encode",
            "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint", "argparse.Namespace");

    /** What a name means: one of these, or a {@link Dtype}. @throws Problem of kind {@code INVALID} if a pickle of tensors has no need of it */
    static Object of(String module, String name, String file) {
        String full = module + "." + name;
        if (CALLED.containsKey(full)) {
            return CALLED.get(full);
        }
        if (TYPES.containsKey(full)) {
            return TYPES.get(full);
        }
        if (WITHOUT_USE.contains(full)) {
            return IGNORED;
        }
        throw Problem.invalid(file + " asks for " + shown(full) + ", which no file of tensors needs: it may have been made to run something",
                "do not trust it; have its tensors saved as safetensors by somebody you trust");
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(200, name.length()));
    }
}
