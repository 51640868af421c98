package mezzotint.manager.trust.sample;

/** Loads native code, and classes that it does not name. */
public final class Loader {

    static native int call();

    public Object run(String name) throws ReflectiveOperationException {
        return Class.forName(name).getConstructor().newInstance();
    }
}
