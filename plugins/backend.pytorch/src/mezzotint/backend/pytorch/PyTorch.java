package mezzotint.backend.pytorch;

import java.util.List;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.backend.pytorch.script.Emitters;
import mezzotint.backend.pytorch.script.LinearKernel;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.libs.djl.Torch;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a graph out as TorchScript for the sizes it meets, and runs it on libtorch. */
@Component
@Plugin(id = "pytorch", label = "PyTorch", aliases = {"torch", "libtorch"}, source = "https://pytorch.org")
public final class PyTorch implements Backend<None> {

    private final Torch torch;
    private final LinearKernel kernel;

    @Activate
    public PyTorch(@Reference Torch torch) {
        this(torch, LinearKernel.ofThisMachine());
    }

    PyTorch(Torch torch, LinearKernel kernel) {
        this.torch = torch;
        this.kernel = kernel;
    }

    @Override
    public List<Device> devices() {
        return torch.isPresent() ? List.of(new Device("cpu", "CPU (" + Runtime.getRuntime().availableProcessors() + " threads)", Memory.available())) : List.of();
    }

    @Override
    public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
        graph.nodes().stream().filter(n -> !Emitters.knows(n.op())).findFirst().ifPresent(n -> {
            throw Emitters.unknown(n);
        });
        graph.nodes().stream().filter(n -> n.op() == Op.WEIGHT).forEach(n -> weights.shape(n.text("tensor")));
        try {
            return new TorchProgram(graph, weights, kernel, torch.manager());
        } catch (IllegalStateException e) {
            throw new Problem(Problem.Kind.UNSUPPORTED, e.getMessage(), "choose another backend, or install the native libraries", e);
        }
    }
}
