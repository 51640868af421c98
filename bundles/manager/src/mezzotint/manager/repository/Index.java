package mezzotint.manager.repository;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import mezzotint.manage.Repositories.Offer;
import mezzotint.manager.jar.BundleName;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.jar.Spool;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.apache.felix.utils.repository.StaxParser;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;
import org.osgi.service.repository.ContentNamespace;

/**
 * What a repository says it has: an OSGi R5 index.
 *
 * @param resources with the addresses of their jars resolved against that of the index
 * @param increment grows with each version of the index; 0 if it says none
 */
public record Index(List<Resource> resources, long increment) {

    static final Index EMPTY = new Index(List.of(), 0);

    static final int LARGEST = 16 << 20;
    /** Elements of the XML: a bundle has 50 to 500. */
    private static final int MOST_ELEMENTS = 250_000;

    /**
     * Reads an index.
     *
     * @param content XML, as it is or compressed by gzip
     * @throws Problem of kind {@code INVALID} if it is no index
     */
    static Index read(URI address, byte[] content) {
        try {
            byte[] xml = inflate(content);
            checkPlain(xml);
            StaxParser.XmlRepository read = StaxParser.parse(address, new ByteArrayInputStream(xml));
            List<Resource> offered = read.resources.stream().filter(r -> content(r).isPresent() && !RequirementText.name(r).isEmpty()).toList();
            offered.forEach(Index::check);
            return new Index(offered, read.increment);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw Problem.invalid("there is no index of a repository at " + address + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "give the address of an index.xml as bnd or runtime/mezzotint plugin index writes it");
        }
    }

    private static void check(Resource resource) {
        BundleName.of(RequirementText.name(resource), RequirementText.version(resource));
        if (size(resource) > Spool.LARGEST) {
            throw new IllegalArgumentException("the jar of " + RequirementText.name(resource) + " has " + size(resource) + " bytes");
        }
    }

    private static byte[] inflate(byte[] content) throws IOException {
        boolean packed = content.length > 2 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
        if (!packed) {
            return content;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] xml = in.readNBytes(LARGEST + 1);
            if (xml.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MB");
            }
            return xml;
        }
    }

    /** A document type could name files of this machine and grow without bounds; the parser that follows would obey it, and keeps every element. */
    private static void checkPlain(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        for (int elements = 0; reader.hasNext();) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("it has a document type");
            }
            if (event == XMLStreamConstants.START_ELEMENT && elements++ == 0 && !reader.getLocalName().equals("repository")) {
                throw new XMLStreamException("it begins with " + reader.getLocalName());
            }
            if (elements > MOST_ELEMENTS) {
                throw new XMLStreamException("it has more than " + MOST_ELEMENTS + " elements");
            }
        }
    }

    private static Optional<Capability> content(Resource resource) {
        return resource.getCapabilities(ContentNamespace.CONTENT_NAMESPACE).stream()
                .filter(c -> c.getAttributes().get(ContentNamespace.CAPABILITY_URL_ATTRIBUTE) != null
                        && c.getAttributes().get(ContentNamespace.CONTENT_NAMESPACE) != null)
                .findFirst();
    }

    static URI address(Resource resource) {
        return URI.create(String.valueOf(content(resource).orElseThrow().getAttributes().get(ContentNamespace.CAPABILITY_URL_ATTRIBUTE)));
    }

    /** In lower case: bnd writes it in upper case, others do not. */
    public static String sha256(Resource resource) {
        return String.valueOf(content(resource).orElseThrow().getAttributes().get(ContentNamespace.CONTENT_NAMESPACE)).toLowerCase(Locale.ROOT);
    }

    static long size(Resource resource) {
        return content(resource).orElseThrow().getAttributes().get(ContentNamespace.CAPABILITY_SIZE_ATTRIBUTE) instanceof Long size ? size : -1;
    }

    static Offer offer(Resource resource, String repository, boolean vouched) {
        List<Capability> plugins = resource.getCapabilities(Plugin.NAMESPACE);
        return new Offer(RequirementText.name(resource), RequirementText.version(resource).toString(), text(resource, "label", RequirementText.name(resource)),
                text(resource, IdentityNamespace.CAPABILITY_DESCRIPTION_ATTRIBUTE, ""),
                plugins.stream().map(c -> String.valueOf(c.getAttributes().get(Plugin.NAMESPACE))).toList(),
                repository, size(resource), sha256(resource), vouched);
    }

    /** The label is that of the first plugin; the description that of the bundle. */
    private static String text(Resource resource, String attribute, String otherwise) {
        return java.util.stream.Stream.of(Plugin.NAMESPACE, IdentityNamespace.IDENTITY_NAMESPACE)
                .flatMap(n -> resource.getCapabilities(n).stream())
                .map(c -> c.getAttributes().get(attribute))
                .filter(java.util.Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(otherwise);
    }
}
