package dev.postern.containertests.war;

import java.util.ArrayList;
import java.util.List;

/** A {@code web.xml} in the making. Not thread-safe. */
public final class WebXml {

  private static final String FILTER = "dev.postern.AuthenticationFilter";

  private final List<String> elements = new ArrayList<>();
  private boolean metadataComplete;

  /** Postern's filter, for the dispatches that matter. Settings are names and values in turn. */
  public WebXml filter(String name, String pattern, String... settings) {
    StringBuilder filter = new StringBuilder("<filter>");
    filter.append(element("filter-name", name)).append(element("filter-class", FILTER));
    filter.append(element("async-supported", "true"));
    for (int i = 0; i < settings.length; i += 2) {
      String parameter =
          element("param-name", settings[i]) + element("param-value", settings[i + 1]);
      filter.append("<init-param>").append(parameter).append("</init-param>");
    }
    elements.add(filter.append("</filter>").toString());
    elements.add(
        "<filter-mapping>"
            + element("filter-name", name)
            + element("url-pattern", pattern)
            + element("dispatcher", "REQUEST")
            + element("dispatcher", "ASYNC")
            + element("dispatcher", "ERROR")
            + "</filter-mapping>");
    return this;
  }

  /** Any other element, as text. */
  public WebXml with(String element) {
    elements.add(element);
    return this;
  }

  /** The container then looks for annotations neither in classes nor in jars. */
  public WebXml metadataComplete() {
    metadataComplete = true;
    return this;
  }

  /** The descriptor itself. */
  public String text() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="%s">
        %s
        </web-app>
        """
        .formatted(metadataComplete, String.join("\n", elements));
  }

  private static String element(String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<" + name + ">" + escaped + "</" + name + ">";
  }
}
