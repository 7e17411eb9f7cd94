package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The deployment descriptors of one web application. Immutable and thread-safe.
 *
 * @param webXml the application's own
 * @param fragments those of its jars
 */
record Descriptors(Descriptor webXml, List<Descriptor> fragments) {

  Descriptors {
    fragments = List.copyOf(fragments);
  }

  /**
   * Reads them.
   *
   * @throws IOException if one of them cannot be read
   */
  static Descriptors of(ServletContext context) throws IOException {
    Descriptor webXml = Descriptor.EMPTY;
    try (InputStream xml = context.getResourceAsStream("/WEB-INF/web.xml")) {
      if (xml != null) {
        webXml = Descriptor.read(xml);
      }
    }
    List<Descriptor> fragments = new ArrayList<>();
    for (URL url :
        Collections.list(ApplicationLoader.of(context).getResources("META-INF/web-fragment.xml"))) {
      try (InputStream xml = url.openStream()) {
        fragments.add(Descriptor.read(xml));
      }
    }
    return new Descriptors(webXml, fragments);
  }

  Stream<Descriptor> all() {
    return Stream.concat(Stream.of(webXml), fragments.stream());
  }
}
