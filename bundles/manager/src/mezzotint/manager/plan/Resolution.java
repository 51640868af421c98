package mezzotint.manager.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.jar.RequirementText;
import mezzotint.plugin.Problem;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.apache.felix.utils.resource.CapabilitySet;
import org.apache.felix.utils.resource.RequirementImpl;
import org.apache.felix.utils.resource.ResourceImpl;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;

/** Whether bundles would work beside those that are installed, and what would have to come with them. Installs nothing. */
final class Resolution extends ResolveContext {

    private final Collection<Resource> incoming;
    private final Collection<Resource> offers;
    private final Map<Resource, String> repositories;
    private final List<Resource> mandatory = new ArrayList<>();
    private final List<Resource> installed = new ArrayList<>();
    private final Map<Resource, Wiring> wirings = new HashMap<>();
    private final ResourceImpl wishes = new ResourceImpl("mezzotint.wish", IdentityNamespace.TYPE_UNKNOWN, Version.emptyVersion);

    /**
     * @param arrivals what comes in for certain
     * @param leaving names of bundles that are removed or replaced
     * @param offers what may come in besides, best first, with the name of its repository
     */
    Resolution(Inventory inventory, Collection<Resource> incoming, Set<String> leaving, Map<Resource, String> offers) {
        this.incoming = incoming;
        this.offers = offers.keySet();
        this.repositories = offers;
        mandatory.addAll(incoming);
        List<Bundle> left = inventory.managed().filter(b -> leaving.contains(b.getSymbolicName())).toList();
        Collection<Bundle> rewired = left.isEmpty() ? List.of() : inventory.closure(left);
        for (Bundle bundle : inventory.bundles()) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision == null || left.contains(bundle)) {
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

    /** Wants a bundle of that name too, wherever it comes from; the newest if no version is given. */
    Resolution seek(Collection<Wish.Sought> sought) {
        for (Wish.Sought each : sought) {
            String name = "(" + IdentityNamespace.IDENTITY_NAMESPACE + "=" + each.name() + ")";
            String filter = each.version().isEmpty() ? name : "(&" + name + "(version=" + each.version() + "))";
            wishes.addRequirement(new RequirementImpl(wishes, IdentityNamespace.IDENTITY_NAMESPACE,
                    Map.of(Constants.FILTER_DIRECTIVE, filter), Map.of()));
        }
        if (!sought.isEmpty()) {
            mandatory.add(wishes);
        }
        return this;
    }

    /**
     * What has to come in besides.
     *
     * @throws Problem of kind {@code CONFLICT} with what is missing
     */
    List<Resource> resolve() {
        try {
            return chosen();
        } catch (ResolutionException e) {
            throw new Problem(Problem.Kind.CONFLICT, explain(closer(e)),
                    "install what provides it first, or a version of the plugin that is made for this workbench", e);
        }
    }

    private List<Resource> chosen() throws ResolutionException {
        Set<Resource> resolved = new ResolverImpl(new Logger(Logger.LOG_ERROR)).resolve(this).keySet();
        return offers.stream().filter(resolved::contains).toList();
    }

    /** Finds what the bundle that is wanted lacks: that it cannot be resolved itself would not help the user. */
    private ResolutionException closer(ResolutionException e) {
        Optional<Resource> wanted = e.getUnresolvedRequirements().stream().filter(r -> r.getResource().equals(wishes))
                .flatMap(r -> findProviders(r).stream()).map(Capability::getResource).filter(offers::contains).findFirst();
        if (wanted.isPresent()) {
            mandatory.remove(wishes);
            mandatory.add(wanted.get());
            try {
                chosen();
            } catch (ResolutionException closer) {
                return closer;
            }
        }
        return e;
    }

    private String explain(ResolutionException e) {
        Set<String> who = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        for (Requirement each : e.getUnresolvedRequirements()) {
            who.add(each.getResource().equals(wishes) ? "what is wanted" : RequirementText.name(each.getResource()));
            missing.add(RequirementText.of(each, here(each)) + elsewhere(each));
        }
        if (missing.isEmpty()) {
            return incoming.stream().map(RequirementText::name).collect(Collectors.joining(" and ")) + " cannot work here: " + e.getMessage();
        }
        return String.join(" and ", who) + " cannot work here: nothing here provides " + String.join(", or ", missing);
    }

    /** What is here of the kind that is required. */
    private List<Capability> here(Requirement requirement) {
        return installed.stream().flatMap(r -> capabilities(r, requirement.getNamespace())).toList();
    }

    /** Who has it, though in a way that does not work here. */
    private String elsewhere(Requirement requirement) {
        Predicate<Resource> has = r -> r.getCapabilities(requirement.getNamespace()).stream().anyMatch(c -> CapabilitySet.matches(c, requirement));
        String who = offers.stream().filter(has).map(r -> RequirementText.name(r) + " " + RequirementText.version(r) + " of the repository " + repositories.get(r))
                .distinct().collect(Collectors.joining(" and "));
        return who.isEmpty() ? "" : " (" + who + " would, but cannot work here either)";
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

    /** What is here comes first, so that nothing is fetched without need; what a user wishes is taken from where it is newest. */
    @Override
    public List<Capability> findProviders(Requirement requirement) {
        List<Capability> found = Stream.of(installed, incoming, offers)
                .flatMap(Collection::stream)
                .flatMap(r -> capabilities(r, requirement.getNamespace()))
                .filter(c -> CapabilitySet.matches(c, requirement))
                .collect(Collectors.toCollection(ArrayList::new));
        if (requirement.getResource().equals(wishes)) {
            found.sort(java.util.Comparator.comparing((Capability c) -> RequirementText.version(c.getResource())).reversed());
        }
        return found;
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
