package mezzotint.libs.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathIndexTest {

    private static final LocalDate DAY = LocalDate.of(2026, 7, 23);
    private static final PathIndex INDEX = new PathIndex(new PathIndex.Header("a/b", "058a7f0cf326f39c", "2026-07-23", 3), List.of(
            new PathIndex.Entry("modules/model_quant.py", true, "11111111", DAY), new PathIndex.Entry("modules/devices.py", true, "22222222", DAY),
            new PathIndex.Entry("old/devices.py", false, "33333333", DAY), new PathIndex.Entry("modules/größe.py", true, "44444444", DAY)));

    @Test
    void finds_by_the_whole_path_and_by_the_end_of_one_that_is_there() {
        assertEquals("modules/devices.py", INDEX.find("devices.py").orElseThrow().path());
        assertFalse(INDEX.find("old/devices.py").orElseThrow().there());
        assertTrue(INDEX.find("vices.py").isEmpty());
        assertTrue(INDEX.find("modules/device.py").isEmpty());
        assertTrue(INDEX.isFolder("modules"));
        assertFalse(INDEX.isFolder("old"), "it is gone");
    }

    @Test
    void names_what_is_called_nearly_so() {
        assertEquals(List.of("modules/devices.py"), INDEX.nearest("modules/device.py"));
        assertEquals(List.of("modules/model_quant.py"), INDEX.nearest("modules/quantization.py"));
        assertEquals(List.of(), INDEX.nearest("modules/zzz.py"));
    }

    @Test
    void gives_back_what_it_wrote() throws IOException {
        var bytes = new ByteArrayOutputStream();
        INDEX.write(bytes);
        PathIndex read = PathIndex.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(INDEX.header(), read.header());
        assertEquals(INDEX.find("modules/größe.py"), read.find("modules/größe.py"));
        assertEquals(4, read.size());
        assertThrows(IOException.class, () -> PathIndex.read(new ByteArrayInputStream("no index".getBytes())));
    }
}
