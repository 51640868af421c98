package mezzotint.engines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.backend.LoadedWeights;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** A file of weights that somebody has in use, on one engine, and when that fails on the next. */
final class PlacedWeights implements LoadedWeights {

    /** Faults that say the engine is broken. A number that is none may be in the weights, and a time that is over ends the request. */
    private static final Set<Fault.Kind> BROKEN = Set.of(Fault.Kind.THREW, Fault.Kind.NOTHING);

    private final ProgramRunner runner;
    private final OpenCheckpoint weights;
    private final EngineQueue engines;
    private final List<Lease<?>> leases = new ArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
    /** Programs that are kept for it, by their graphs. */
    private final Map<Graph, CachedProgram> pinned = new HashMap<>();
    private Placed engine;
    private boolean closed;

    /**
     * @param weights held for it
     * @param readers leases of the plugins that read them
     * @param engines those that are left when the first has failed
     */
    PlacedWeights(ProgramRunner runner, OpenCheckpoint weights, List<Lease<?>> readers, Placed first, EngineQueue engines) {
        this.runner = runner;
        this.weights = weights;
        this.engines = engines;
        leases.addAll(readers);
        place(first, "");
    }

    private void place(Placed next, String reason) {
        engine = next;
        leases.add(next.lease());
        placements.add(new Placement(next.id(), next.device().id(), reason));
    }

    @Override
    public Checkpoint checkpoint() {
        return weights.checkpoint();
    }

    @Override
    public Program program(Graph graph) {
        return new PlacedProgram(this, graph);
    }

    Map<String, Tensor> run(Graph graph, Map<String, Tensor> inputs) {
        while (true) {
            Placed at = begin();
            try {
                return runner.run(weights, at, graph, inputs, program -> pin(graph, program));
            } catch (Problem problem) {
                takeOver(at, problem);
            } finally {
                weights.release();
            }
        }
    }

    synchronized long memory(Graph graph) {
        CachedProgram program = pinned.get(graph);
        return program == null ? 0 : program.bytes();
    }

    /** The engine for a call, during which the file stays open, whoever closes this meanwhile. */
    private synchronized Placed begin() {
        if (closed) {
            throw new IllegalStateException("the weights of " + weights.path() + " were given back");
        }
        weights.hold();
        return engine;
    }

    private synchronized void pin(Graph graph, CachedProgram program) {
        if (!closed && pinned.get(graph) != program) {
            runner.cache().pin(program);
            Optional.ofNullable(pinned.put(graph, program)).ifPresent(runner.cache()::unpin);
        }
    }

    /** Goes on with the next engine, if it is the engine that failed; another call may have done so already. */
    private synchronized void takeOver(Placed failed, Problem problem) {
        String reason = Fault.behind(problem).filter(fault -> fault.hook().equals("backend") && BROKEN.contains(fault.kind())).map(Fault::words)
                .orElse(problem.kind() == Problem.Kind.UNSUPPORTED ? problem.getMessage() : "");
        if (reason.isEmpty() || closed) {
            throw problem;
        }
        if (engine == failed) {
            place(engines.next().orElseThrow(() -> problem), reason);
            letGo();
            runner.cache().remove(program -> program.key().engine() == failed.backend() && program.key().weights().equals(weights.fingerprint()));
        }
    }

    @Override
    public synchronized List<Placement> placements() {
        return List.copyOf(placements);
    }

    private void letGo() {
        pinned.values().forEach(runner.cache()::unpin);
        pinned.clear();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            letGo();
            leases.forEach(Lease::close);
            weights.release();
        }
    }
}
