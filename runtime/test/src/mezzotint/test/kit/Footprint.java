package mezzotint.test.kit;

import java.io.File;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process holds, after a collection of garbage.
 *
 * @param loaders class loaders of bundles
 * @param files open files and sockets
 * @param heap bytes, as is the metaspace
 */
public record Footprint(long loaders, long classes, long unloaded, int threads, int files, long heap, long metaspace) {

    private static final String LOADER = "BundleWiringImpl$BundleClassLoader";

    public static Footprint now() {
        long loaders = histogram().lines().filter(line -> line.contains(LOADER)).mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[1])).sum();
        System.gc();
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        long metaspace = ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage).mapToLong(u -> u.getUsed()).sum();
        return new Footprint(loaders, classes.getLoadedClassCount(), classes.getUnloadedClassCount(), ManagementFactory.getThreadMXBean().getThreadCount(),
                new File("/proc/self/fd").list().length, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), metaspace);
    }

    /** The live objects by class; asking for it collects garbage. */
    private static String histogram() {
        try {
            Object answer = ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram", new Object[] {new String[0]}, new String[] {String[].class.getName()});
            return (String) answer;
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** This footprint less another. */
    public Footprint minus(Footprint before) {
        return new Footprint(loaders - before.loaders, classes - before.classes, unloaded - before.unloaded, threads - before.threads,
                files - before.files, heap - before.heap, metaspace - before.metaspace);
    }

    @Override
    public String toString() {
        return "%d loaders, %d classes, %d unloaded, %d threads, %d files, heap %.2f MB, metaspace %.2f MB"
                .formatted(loaders, classes, unloaded, threads, files, heap / 1e6, metaspace / 1e6);
    }
}
