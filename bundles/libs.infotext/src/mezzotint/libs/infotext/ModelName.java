package mezzotint.libs.infotext;

/** The name of a model from that of its file. */
final class ModelName {

    private ModelName() {}

    /** Without folders and without the ending of a file of weights. */
    static String of(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.(safetensors|ckpt|gguf)$", "");
    }
}
