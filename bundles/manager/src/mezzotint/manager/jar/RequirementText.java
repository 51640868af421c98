package mezzotint.manager.jar;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** What bundles require, in words. */
public final class RequirementText {

    private static final String SERVICE = "osgi.service";
    private static final Pattern EQUAL = Pattern.compile("\\(([^=<>~()!&|]+)=([^()]*)\\)");
    private static final Pattern LOW = Pattern.compile("\\(version>=([^()]*)\\)");
    private static final Pattern HIGH = Pattern.compile("\\(!\\(version>=([^()]*)\\)\\)");

    private RequirementText() {}

    /**
     * A requirement in words, as in {@code the package mezzotint.tensor from version 2.0.0 on (here
     * it has version 1.0.0)}.
     *
     * @param here what the workbench has of that namespace
     */
    public static String of(Requirement requirement, List<Capability> here) {
        String namespace = requirement.getNamespace();
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return switch (namespace) {
            case PackageNamespace.PACKAGE_NAMESPACE -> "the package " + value(filter, namespace) + version(filter) + present(filter, namespace, here);
            case SERVICE -> "the service " + value(filter, Constants.OBJECTCLASS);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> "Java" + version(filter);
            case IdentityNamespace.IDENTITY_NAMESPACE, "osgi.wiring.bundle", "osgi.wiring.host" -> "the bundle " + value(filter, namespace) + present(filter, namespace, here);
            default -> namespace + " " + (find(EQUAL, filter, namespace).isPresent() ? value(filter, namespace) + version(filter) : filter);
        };
    }

    /** The symbolic name of a bundle. */
    public static String name(Resource resource) {
        return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .map(c -> String.valueOf(c.getAttributes().get(IdentityNamespace.IDENTITY_NAMESPACE)))
                .findFirst()
                .orElse("a bundle without a name");
    }

    /** The version of a bundle. */
    public static Version version(Resource resource) {
        return resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).stream()
                .map(c -> c.getAttributes().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE))
                .map(v -> v instanceof Version version ? version : Version.parseVersion(String.valueOf(v)))
                .findFirst()
                .orElse(Version.emptyVersion);
    }

    private static String value(String filter, String attribute) {
        return find(EQUAL, filter, attribute).orElse(filter);
    }

    private static Optional<String> find(Pattern pattern, String filter, String attribute) {
        return pattern.matcher(filter).results()
                .filter(m -> m.group(1).equals(attribute))
                .map(m -> m.group(2))
                .findFirst();
    }

    private static String version(String filter) {
        String low = first(LOW, HIGH.matcher(filter).replaceAll(""));
        String high = first(HIGH, filter);
        if (low.isEmpty() && high.isEmpty()) {
            return find(EQUAL, filter, "version").map(v -> " " + v).orElse("");
        }
        return (low.isEmpty() ? "" : " from version " + low + " on") + (high.isEmpty() ? "" : ", below " + high);
    }

    private static String first(Pattern pattern, String filter) {
        Matcher matcher = pattern.matcher(filter);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String present(String filter, String namespace, List<Capability> here) {
        String name = value(filter, namespace);
        List<String> versions = here.stream()
                .filter(c -> name.equals(c.getAttributes().get(namespace)))
                .map(c -> String.valueOf(c.getAttributes().getOrDefault("version", c.getAttributes().get("bundle-version"))))
                .distinct()
                .sorted()
                .toList();
        return versions.isEmpty() ? "" : " (here it has version " + String.join(" and ", versions) + ")";
    }
}
