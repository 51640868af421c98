package mezzotint.mcp;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The tools that are there now. */
@Component(service = ToolList.class)
public final class ToolList {

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Tool> tools = List.of();

    /** By name. */
    List<ToolDescription> descriptions() {
        return tools.stream().map(Tool::description).sorted(Comparator.comparing(ToolDescription::name)).toList();
    }

    Optional<Tool> find(String name) {
        return tools.stream().filter(tool -> tool.description().name().equals(name)).findFirst();
    }

    /** Those that a test brings. */
    static ToolList of(Tool... tools) {
        var list = new ToolList();
        list.tools = List.of(tools);
        return list;
    }
}
