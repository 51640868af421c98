package mezzotint.manager.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import mezzotint.manager.trust.sample.Loader;
import mezzotint.manager.trust.sample.Quiet;
import mezzotint.manager.trust.sample.Reacher;
import mezzotint.trust.Use;
import org.junit.jupiter.api.Test;

class NativeCodeTest {

    @Test
    void a_jar_that_can_load_libraries_is_known() {
        assertTrue(NativeCode.isLoadedBy(Jars.of(Loader.class).bytes()));
        assertTrue(NativeCode.isLoadedBy(Jars.of(Quiet.class).entry("linux/libexample.so", new byte[4]).bytes()));
        assertTrue(NativeCode.isLoadedBy(Jars.of(Quiet.class).header("Bundle-NativeCode", "example.bin;osname=Linux").bytes()));
        assertFalse(NativeCode.isLoadedBy(Jars.of(Quiet.class).bytes()));
    }

    @Test
    void reaching_past_the_heap_uses_native_code_and_loads_none() {
        byte[] jar = Jars.of(Reacher.class).bytes();
        assertEquals(Set.of(Use.NATIVE), Uses.of(jar).found());
        assertFalse(NativeCode.isLoadedBy(jar));
    }

    @Test
    void the_header_declares_it() {
        assertTrue(NativeCode.isDeclared("files, native"));
        assertFalse(NativeCode.isDeclared("files"));
        assertFalse(NativeCode.isDeclared(null));
    }
}
