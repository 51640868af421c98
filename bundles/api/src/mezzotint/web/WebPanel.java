package mezzotint.web;

import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import org.osgi.annotation.versioning.ConsumerType;

/** A tab of the web console. */
@ConsumerType
public interface WebPanel extends Hook<None> {

    /**
     * Path of the JavaScript module that draws the panel; it exports {@code mount(element, studio)}
     * and {@code unmount(element)}.
     */
    String module();

    /** Name of the icon in the rail, one of those the console has. */
    default String icon() {
        return "panel";
    }

    /** Place in the rail; lower comes first. */
    default int order() {
        return 100;
    }
}
