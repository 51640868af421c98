package mezzotint.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;

/** Whether a bundle would work beside those that are installed. Installs nothing. */
final class Resolution extends ResolveContext {

    private final Resource wanted;
    private final List<Resource> mandatory = new ArrayList<>();
    private final List<Resource> installed = new ArrayList<>();
    private final Map<Resource, Wiring> wirings = new HashMap<>();

    private Resolution(BundleContext context, Candidate candidate, Bundle replaced, Collection<Bundle> rewired) {
        wanted = candidate.resource();
        mandatory.add(wanted);
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null || bundle.equals(replaced)) {
                continue;
            }
            installed.add(revision);
            if (rewired.contains(bundle)) {
                mandatory.add(revision);
            } else if (revision.getWiring() != null) {
                wirings.put(revision, revision.getWiring());
            }
        }
    }

    /**
     * Resolves a bundle against what is installed.
     *
     * @param replaced the bundle it takes the place of, or null
     * @param rewired bundles that would be connected to it in place of the replaced one
     * @throws Problem of kind {@code CONFLICT} with what is missing
     */
    static void check(BundleContext context, Candidate candidate, Bundle replaced, Collection<Bundle> rewired) {
        var resolution = new Resolution(context, candidate, replaced, rewired);
        try {
            new ResolverImpl(new Logger(Logger.LOG_ERROR)).resolve(resolution);
        } catch (ResolutionException e) {
            throw new Problem(Problem.Kind.CONFLICT, candidate.name() + " cannot work here: " + resolution.explain(e),
                    "install what provides it first, or a version of the plugin that is made for this workbench", e);
        }
    }

    private String explain(ResolutionException e) {
        Set<String> missing = e.getUnresolvedRequirements().stream()
                .map(r -> Words.of(r, here(r)) + (r.getResource().equals(wanted) ? "" : " (for " + Words.name(r.getResource()) + ")"))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        return missing.isEmpty() ? e.getMessage() : "nothing here provides " + String.join(", or ", missing);
    }

    /** What is here of the kind that is required. */
    private List<Capability> here(Requirement requirement) {
        return installed.stream().flatMap(r -> capabilities(r, requirement.getNamespace())).toList();
    }

    private Stream<Capability> capabilities(Resource resource, String namespace) {
        Wiring wiring = wirings.get(resource);
        return wiring == null ? resource.getCapabilities(namespace).stream().map(c -> (Capability) c)
                : wiring.getResourceCapabilities(namespace).stream().map(c -> (Capability) c);
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return mandatory;
    }

    @Override
    public List<Capability> findProviders(Requirement requirement) {
        return Stream.concat(installed.stream(), Stream.of(wanted))
                .flatMap(r -> capabilities(r, requirement.getNamespace()))
                .filter(c -> CapabilitySet.matches(c, requirement))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
        capabilities.add(hosted);
        return capabilities.size() - 1;
    }

    /** All of them: services and extenders too, which the framework itself would not ask for. */
    @Override
    public boolean isEffective(Requirement requirement) {
        return true;
    }

    @Override
    public Map<Resource, Wiring> getWirings() {
        return wirings;
    }
}
