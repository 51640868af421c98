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
    /** Is the tensor that it is given. */
    PARAMETER,
    /** What trainers save beside the tensors; of no use here. */
    IGNORED;

    private static final Map<String, Globals> CALLED = Map.of("collections.OrderedDict", ORDERED_DICT, "torch._utils._rebuild_tensor_v2", TENSOR,
            "torch._utils._rebuild_parameter", PARAMETER);
    /** Makes a tensor of a type that there is no storage for, as are the floats of 8 bits. */
    private static final String TENSOR_WITHOUT_STORAGE = "torch._utils._rebuild_tensor_v3";
    private static final Map<String, Dtype> TYPES = Map.ofEntries(
            Map.entry("torch.FloatStorage", Dtype.F32), Map.entry("torch.HalfStorage", Dtype.F16), Map.entry("torch.BFloat16Storage", Dtype.BF16),
            Map.entry("torch.DoubleStorage", Dtype.F64), Map.entry("torch.LongStorage", Dtype.I64), Map.entry("torch.IntStorage", Dtype.I32),
            Map.entry("torch.ShortStorage", Dtype.I16), Map.entry("torch.CharStorage", Dtype.I8), Map.entry("torch.ByteStorage", Dtype.U8),
            Map.entry("torch.BoolStorage", Dtype.BOOL));
    private static final Set<String> WITHOUT_USE = Set.of("torch.storage.UntypedStorage", "torch.storage._UntypedStorage", "torch.UntypedStorage", "torch.Size", "torch.device",
            "torch.float32", "torch.float16", "torch.bfloat16", "torch.float64", "torch.int64", "torch.int32", "torch.int16", "torch.int8", "torch.uint8", "torch.bool",
            "__builtin__.set", "builtins.set", "numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "_codecs.encode",
            "pytorch_lightning.callbacks.model_checkpoint.ModelCheckpoint", "argparse.Namespace");

    /** What a name means: one of these, or a {@link Dtype}. @throws Problem if a pickle of tensors has no need of it, or it is not read yet */
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
        if (TENSOR_WITHOUT_STORAGE.equals(full)) {
            throw new Problem(Problem.Kind.UNSUPPORTED, file + " has tensors of a type that is not read from a pickle yet, such as floats of 8 bits",
                    "have them saved as safetensors, or in 16 bits");
        }
        throw Problem.invalid(file + " asks for " + shown(full) + ", which no file of tensors needs: it may have been made to run something",
                "do not trust it; have its tensors saved as safetensors by somebody you trust");
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(200, name.length()));
    }
}
