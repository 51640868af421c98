package mezzotint.architecture.sd;

import java.util.Arrays;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.graph.Drawing;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/** The shapes of a checkpoint's tensors, and which of them the networks use. */
final class UsedTensors implements Drawing.Weights {

    private final Checkpoint checkpoint;
    private final NavigableSet<String> names;
    private final Set<String> used = new HashSet<>();

    UsedTensors(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.names = new TreeSet<>(checkpoint.names());
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Whether there is any tensor of a layer: then all of them have to be there. */
    boolean hasPart(String path) {
        String next = names.ceiling(path + ".");
        return next != null && next.startsWith(path + ".");
    }

    /** Of a tensor that becomes part of a network. */
    @Override
    public int[] shape(String name) {
        used.add(name);
        return checkpoint.shape(name);
    }

    /** The shape of a tensor that has to have so many axes. */
    int[] sides(String name, int axes) {
        int[] shape = checkpoint.shape(name);
        if (shape.length != axes) {
            throw Problem.invalid(name + " has the shape " + Arrays.toString(shape) + " where " + axes + " axes are needed",
                    "check that the model is complete and of this architecture");
        }
        return shape;
    }

    int axes(String name) {
        return checkpoint.shape(name).length;
    }

    /**
     * Looks that every tensor below a path is part of a network: a layer is drawn where its tensors are, so what is of a kind that is not
     * drawn would be left out without a word.
     */
    void checkAllUsed(String path) {
        names.tailSet(path).stream().takeWhile(name -> name.startsWith(path)).filter(name -> !used.contains(name) && !name.endsWith(".position_ids")).findFirst().ifPresent(name -> {
            throw Problem.invalid("the model has the tensor " + name + ", which Stable Diffusion has not",
                    "install a plugin for its architecture, or download the model again");
        });
    }
}
