package dev.postern.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a web.xml or web-fragment.xml says of matters that the Servlet API does not tell: security
 * constraints and the order of filters. Reads no external entity. Immutable and thread-safe.
 *
 * @param constrainedPatterns the URL patterns of every {@code <security-constraint>} that asks who
 *     calls; one that only asks for HTTPS is none
 * @param filterMappings in the order of the descriptor
 * @param hasAbsoluteOrdering whether jars are left out unless named
 * @param listenerClasses in the order of the descriptor
 * @param sessionConfig the elements within {@code <session-config>}, by name; of several of one
 *     name their texts, separated by commas
 */
record Descriptor(
    List<String> constrainedPatterns,
    List<Mapping> filterMappings,
    boolean hasAbsoluteOrdering,
    List<String> listenerClasses,
    Map<String, String> sessionConfig) {

  /** Says nothing: there is no descriptor. */
  static final Descriptor EMPTY = new Descriptor(List.of(), List.of(), false, List.of(), Map.of());

  Descriptor {
    constrainedPatterns = List.copyOf(constrainedPatterns);
    filterMappings = List.copyOf(filterMappings);
    listenerClasses = List.copyOf(listenerClasses);
    sessionConfig = Map.copyOf(sessionConfig);
  }

  /**
   * One {@code <filter-mapping>}.
   *
   * @param filterName the filter
   * @param patterns where it runs
   * @param dispatchers when it runs; none means REQUEST
   */
  record Mapping(String filterName, List<String> patterns, List<String> dispatchers) {

    Mapping {
      patterns = List.copyOf(patterns);
      dispatchers = List.copyOf(dispatchers);
    }

    boolean isForRequests() {
      return dispatchers.isEmpty() || dispatchers.contains("REQUEST");
    }
  }

  /**
   * Reads one descriptor.
   *
   * @throws IOException if it cannot be read or is not well-formed
   */
  static Descriptor read(InputStream xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setExpandEntityReferences(false);
      factory.setNamespaceAware(true);
      return of(factory.newDocumentBuilder().parse(xml));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The deployment descriptor cannot be read.", e);
    }
  }

  private static Descriptor of(Document document) {
    return new Descriptor(
        elements(document.getElementsByTagNameNS("*", "security-constraint")).stream()
            .filter(Descriptor::asksForSomebody)
            .flatMap(constraint -> texts(constraint, "url-pattern").stream())
            .distinct()
            .toList(),
        elements(document.getElementsByTagNameNS("*", "filter-mapping")).stream()
            .map(
                mapping ->
                    new Mapping(
                        String.join("", texts(mapping, "filter-name")),
                        texts(mapping, "url-pattern"),
                        texts(mapping, "dispatcher")))
            .toList(),
        document.getElementsByTagNameNS("*", "absolute-ordering").getLength() > 0,
        elements(document.getElementsByTagNameNS("*", "listener-class")).stream()
            .map(element -> element.getTextContent().strip())
            .toList(),
        elements(document.getElementsByTagNameNS("*", "session-config")).stream()
            .flatMap(config -> elements(config.getElementsByTagNameNS("*", "*")).stream())
            .collect(
                Collectors.toMap(
                    Element::getLocalName,
                    element -> element.getTextContent().strip(),
                    (one, another) -> one + "," + another)));
  }

  private static boolean asksForSomebody(Element constraint) {
    return constraint.getElementsByTagNameNS("*", "auth-constraint").getLength() > 0;
  }

  private static List<String> texts(Element parent, String name) {
    return elements(parent.getElementsByTagNameNS("*", name)).stream()
        .map(element -> element.getTextContent().strip())
        .toList();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
