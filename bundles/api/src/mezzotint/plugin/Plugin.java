package mezzotint.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names a plugin.
 *
 * <p>The values become the service properties {@code mezzotint.id}, {@code mezzotint.label},
 * {@code mezzotint.source} and {@code mezzotint.aliases}, and a capability in the bundle's
 * manifest, so a plugin is listed without loading a class, even while it is switched off.
 */
@ComponentPropertyType
@Capability(namespace = Plugin.NAMESPACE)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Plugin {

    String PREFIX_ = "mezzotint.";

    /** Namespace of the capability that a bundle provides for each plugin in it. */
    String NAMESPACE = "mezzotint.plugin";

    /** Unique within its hook: the folder's name after the hook; never changed once released. */
    @Attribute(NAMESPACE)
    String id();

    /** What the user reads. */
    @Attribute
    String label();

    /** Where the algorithm is described: a paper or a page. */
    String source() default "";

    /** Other spellings, as A1111, SD.Next, k-diffusion and ComfyUI have them; {@link Alias} says how one of them sets parameters. */
    @Attribute
    String[] aliases() default {};
}
