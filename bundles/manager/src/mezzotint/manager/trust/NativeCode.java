package mezzotint.manager.trust;

import java.util.Arrays;
import mezzotint.trust.Use;

/** Native code in the jars of plugins: what one class loader has loaded, no other can load while it lives. */
public final class NativeCode {

    /** The manifest header in which a plugin declares what it uses. */
    public static final String HEADER = Uses.HEADER;

    private NativeCode() {}

    /** @param uses value of {@link #HEADER}; may be null */
    public static boolean isDeclared(String uses) {
        return uses != null && Arrays.stream(uses.split(",")).map(String::strip).anyMatch(Use.NATIVE.toString()::equals);
    }

    /**
     * Whether a jar may load native libraries by itself. One that only reaches memory past the heap, as Guava does, uses native code and
     * loads none.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if the jar cannot be read
     */
    public static boolean isLoadedBy(byte[] jar) {
        JarScan scan = JarScan.of(jar);
        return scan.classes().found().containsKey(Use.NATIVE.toString()) || !scan.libraries().isEmpty() || !scan.header("Bundle-NativeCode").isEmpty();
    }
}
