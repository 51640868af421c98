package mezzotint.backend;

import java.util.List;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import org.osgi.annotation.versioning.ProviderType;

/** A file of weights in use, and the networks that run on them. For one thread at a time; any may close it. */
@ProviderType
public interface LoadedWeights extends AutoCloseable {

    /** The tensors and what came with them, named canonically where an {@link mezzotint.model.Architecture} knows them; open until this is closed. */
    Checkpoint checkpoint();

    /**
     * A network over these weights, compiled when it is first run. A call that fails by the engine's fault is made again on the next engine, which
     * then runs all networks of these weights; what the call throws is what the last engine threw. It need not be closed.
     *
     * @param graph its {@code WEIGHT} nodes name tensors of {@link #checkpoint}
     */
    Program program(Graph graph);

    /** The engines that had a part in it, in their order: the last one runs. */
    List<Placement> placements();

    /** Gives back plugins and programs; a call that is being made ends first. */
    @Override
    void close();

    /**
     * Where networks run.
     *
     * @param engine id of the plugin
     * @param device id of the device
     * @param reason why it took over, as a sentence; empty for the first
     */
    record Placement(String engine, String device, String reason) {}
}
