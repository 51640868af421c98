package mezzotint.backend.pytorch;

import java.util.List;

/**
 * How a value that depends on weights alone is made, once.
 *
 * @param code TorchScript of a function of {@code w}, the tensors, and {@code s}, the size
 * @param tensors their names in the checkpoint
 */
record Recipe(String code, List<String> tensors) {

    Recipe {
        tensors = List.copyOf(tensors);
    }
}
