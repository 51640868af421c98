package mezzotint.manager.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The descriptions of a bundle's components, as chapter 112 of the OSGi Compendium has them. */
final class ComponentFiles implements ConfigurationDescription.Reader {

    private final Set<String> pids = new TreeSet<>();

    Set<String> pids() {
        return pids;
    }

    /** A description that cannot be read has no components: the component runtime leaves it out too. */
    @Override
    public void read(InputStream file, String path) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            NodeList components = parser.parse(file).getElementsByTagNameNS("*", "component");
            for (int i = 0; i < components.getLength(); i++) {
                add((Element) components.item(i));
            }
        } catch (SAXException | ParserConfigurationException e) {
            ConfigurationDescription.warn(path, e);
        }
    }

    private void add(Element component) {
        String name = component.getAttribute("name");
        if (name.isEmpty() && component.getElementsByTagNameNS("*", "implementation").item(0) instanceof Element implementation) {
            name = implementation.getAttribute("class");
        }
        String asked = component.hasAttribute("configuration-pid") ? component.getAttribute("configuration-pid") : name;
        if (!component.getAttribute("configuration-policy").equals("ignore")) {
            for (String each : asked.strip().split("\\s+")) {
                pids.add(each.equals("$") ? name : each);
            }
        }
    }
}
