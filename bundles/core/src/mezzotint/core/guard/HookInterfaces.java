package mezzotint.core.guard;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mezzotint.plugin.Guarded;
import mezzotint.plugin.Hook;

/**
 * The interfaces by which a plugin's class can be called: those of the api, and hooks that a plugin has defined.
 *
 * @param all with {@link Guarded}, which what stands before an object has too
 * @param loader sees all of them
 */
record HookInterfaces(List<Class<?>> all, ClassLoader loader) {

    private static final ClassLoader API = Hook.class.getClassLoader();

    /** Kept with the class, so it goes with its bundle; and all objects of one class have one class of stand-ins. */
    private static final ClassValue<HookInterfaces> BY_CLASS = new ClassValue<>() {
        @Override
        protected HookInterfaces computeValue(Class<?> type) {
            return find(type);
        }
    };

    static HookInterfaces of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    /** Whether there is nothing to call it by. */
    boolean isEmpty() {
        return all.size() == 1;
    }

    private static HookInterfaces find(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>(Set.of(Guarded.class));
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Arrays.stream(c.getInterfaces()).filter(HookInterfaces::isOurs).forEach(all::add);
        }
        List<ClassLoader> others = all.stream().map(Class::getClassLoader).filter(loader -> loader != API).distinct().toList();
        return new HookInterfaces(List.copyOf(all), others.isEmpty() ? API : new JoinedLoader(others));
    }

    private static boolean isOurs(Class<?> type) {
        return type.getClassLoader() == API || Hook.class.isAssignableFrom(type) && Modifier.isPublic(type.getModifiers());
    }

    /** Sees what the bundles see that define hooks, and what the api sees. */
    private static final class JoinedLoader extends ClassLoader {

        private final List<ClassLoader> others;

        JoinedLoader(List<ClassLoader> others) {
            super(API);
            this.others = others;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            for (ClassLoader other : others) {
                try {
                    return other.loadClass(name);
                } catch (ClassNotFoundException e) {
                    // the next one may know it
                }
            }
            return super.loadClass(name, resolve);
        }
    }
}
