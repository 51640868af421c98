package mezzotint.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"DPM++ 2M", "dpmpp_2m", "dpmpp2m", "dpm++-2m", " DpmPP 2m "})
    void spellingsOfOneNameAgree(String name) {
        assertEquals("dpmpp2m", Names.key(name));
    }

    @Test
    void otherNamesStayApart() {
        assertNotEquals(Names.key("DPM++ 2M"), Names.key("DPM 2M"));
        assertNotEquals(Names.key("Euler"), Names.key("Euler a"));
    }

    @Test
    void doNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr"));
            assertEquals("unipc", Names.key("UNIPC"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
