package mezzotint.libs.claims;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;

/** The sentences of a capability's texts. */
public final class Sentences {

    private static final Pattern END = Pattern.compile("(?<=[.!?])\\s+(?=[\"'(]?\\p{Lu})");

    private Sentences() {}

    /** In the order of description, what is unique, and what is said of alternatives; each as it stands there. */
    public static List<String> of(Capability capability) {
        return Stream.of(capability.description(), capability.unique(), capability.versus()).filter(Objects::nonNull)
                .flatMap(text -> Arrays.stream(END.split(text))).map(String::strip).filter(sentence -> !sentence.isEmpty()).toList();
    }
}
