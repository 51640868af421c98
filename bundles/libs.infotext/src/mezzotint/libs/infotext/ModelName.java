package mezzotint.libs.infotext;

/** The name of a model from that of its file. */
public final class ModelName {

    private ModelName() {}

    /** Without folders and without the ending of a file of weights. */
    public static String of(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.(safetensors|ckpt|gguf)$", "");
    }
}
