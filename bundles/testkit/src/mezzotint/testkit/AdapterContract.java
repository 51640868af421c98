package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for everything that is laid over a model. */
public interface AdapterContract<P extends Record> extends PluginContract {

    Adapter<P> adapter();

    /** A small model, */
    Checkpoint model();

    /** and what is to be laid over it. */
    Checkpoint overlay();

    @Override
    default Hook<?> plugin() {
        return adapter();
    }

    @Test
    default void knowsItsOwnAlone() {
        assertTrue(adapter().reads(overlay()), "it does not know its own files");
        assertFalse(adapter().reads(model()), "it takes a whole model for one of its files");
        assertFalse(adapter().reads(MemoryCheckpoint.of(Map.of())), "it takes an empty file for one of its own");
    }

    @Test
    default void keepsNamesAndShapes() {
        Checkpoint changed = apply();
        assertEquals(model().names(), changed.names());
        for (String name : changed.names()) {
            assertArrayEquals(model().shape(name), changed.shape(name), name);
            assertArrayEquals(model().shape(name), changed.tensor(name).shape(), name);
            assertTrue(changed.tensor(name).isFinite(), name + " is not finite");
        }
    }

    @Test
    default void changesSomething() {
        Checkpoint changed = apply();
        assertFalse(changed.names().stream().allMatch(n -> Arrays.equals(model().tensor(n).toArray(), changed.tensor(n).toArray())), "every tensor is as it was");
    }

    /** An engine may read the bytes and not the tensor. */
    @Test
    default void changesTheBytesToo() {
        Checkpoint changed = apply();
        for (String name : changed.names()) {
            if (changed.type(name).equals("F32")) {
                var values = changed.bytes(name).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
                assertArrayEquals(changed.tensor(name).toArray(), Tensor.of(values, changed.shape(name)).toArray(), name);
            }
        }
    }

    private Checkpoint apply() {
        Adapter<P> adapter = adapter();
        return adapter.apply(model(), overlay(), Parameters.of(adapter, Map.of()));
    }
}
