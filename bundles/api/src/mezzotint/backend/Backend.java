package mezzotint.backend;

import java.util.List;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine that runs graphs: PyTorch, ONNX Runtime, OpenVINO, TensorRT, or plain Java. */
@ConsumerType
public interface Backend<P extends Record> extends Hook<P> {

    /** The devices present now, best first; empty where the engine cannot run here. */
    List<Device> devices();

    /**
     * Makes a graph ready to run, on the thread of the device. The checkpoint stays open as long as the program does.
     *
     * @throws mezzotint.plugin.Problem of kind {@code UNSUPPORTED} if the engine has no way to run a
     *     node, naming it; of kind {@code INVALID} if a tensor is missing
     */
    Program compile(Graph graph, Checkpoint weights, Device device, P params);
}
