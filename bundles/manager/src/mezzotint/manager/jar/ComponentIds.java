package mezzotint.manager.jar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The ids of plugins that the components of a jar will be offered under, whatever its manifest says. */
final class ComponentIds {

    private static final String HEADER = "Service-Component";
    private static final String ID = "mezzotint.id";

    private ComponentIds() {}

    static Set<String> of(ZipFile zip, Map<String, String> headers) throws IOException {
        var ids = new TreeSet<String>();
        for (String clause : headers.getOrDefault(HEADER, "").split(",")) {
            Pattern path = path(clause.split(";", 2)[0].strip());
            for (ZipEntry entry : zip.stream().filter(e -> path.matcher(e.getName()).matches()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    read(in, ids);
                } catch (XMLStreamException e) {
                    continue; // no component comes of it
                }
            }
        }
        return ids;
    }

    /** In the last part of a path a star stands for any letters. */
    private static Pattern path(String path) {
        return Pattern.compile(Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")));
    }

    private static void read(InputStream in, Set<String> ids) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().endsWith("property") && ID.equals(xml.getAttributeValue(null, "name"))) {
                String value = xml.getAttributeValue(null, "value");
                ids.add((value == null ? xml.getElementText() : value).strip());
            }
        }
    }
}
