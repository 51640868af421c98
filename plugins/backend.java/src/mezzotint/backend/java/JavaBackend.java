package mezzotint.backend.java;

import java.util.List;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Runs graphs in plain Java on all cores; the reference that other engines are tested against. */
@Component(property = "service.ranking:Integer=-100")
@Plugin(id = "java", label = "Plain Java")
public final class JavaBackend implements Backend<None> {

    @Override
    public List<Device> devices() {
        Runtime java = Runtime.getRuntime();
        long taken = java.totalMemory() - java.freeMemory();
        return List.of(new Device("cpu", "CPU (" + java.availableProcessors() + " threads)", java.maxMemory() - taken));
    }

    @Override
    public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
        graph.shapes();
        graph.nodes().forEach(Kernels::check);
        return new JavaProgram(graph, weights);
    }
}
