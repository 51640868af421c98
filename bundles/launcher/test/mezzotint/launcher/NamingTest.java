package mezzotint.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingTest {

    @Test
    void takesAsManyWordsAsItNeeds() {
        assertEquals(new Naming("my.gentle", "Gentle", "gentle", "Gentle"), naming("my.gentle"));
        assertEquals(new Naming("my.sampler", "MySampler", "mysampler", "My sampler"), naming("my.sampler"));
    }

    @Test
    void renamesTheExample() {
        String text = "package template.sampler; @Plugin(id = \"example\", label = \"Example\") class Example {}";
        assertEquals("package my.gentle; @Plugin(id = \"gentle\", label = \"Gentle\") class Gentle {}", naming("my.gentle").in(text, "sampler"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gentle", "My.Gentle", "my..gentle", "my.class", "my.1st", "my gentle", "../my.gentle", "my.gentle/x", "mezzotint.gentle", "java.gentle", "sampler.sampler"})
    void refusesWhatIsNoNameForAPlugin(String name) {
        assertThrows(Refusal.class, () -> Naming.of(name, Set.of("Sampler", "SamplerSampler")::contains));
    }

    private static Naming naming(String name) {
        return Naming.of(name, Set.of("Sampler")::contains);
    }
}
