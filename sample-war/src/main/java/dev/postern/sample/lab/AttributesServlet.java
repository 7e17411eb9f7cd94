package dev.postern.sample.lab;

import dev.postern.sample.web.Answer;
import dev.postern.sample.web.Body;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /Z/attributes}, {@code PUT} and {@code DELETE /Z/attributes/{name}}: the attributes of
 * the caller's session as JSON. {@code PUT} takes a JSON value other than null as {@code
 * application/json}, or any other body as text in UTF-8, and answers with that one attribute as
 * {@code GET} shows it. Thread-safe.
 */
@WebServlet({
  "/session/attributes",
  "/session/attributes/*",
  "/stateful/attributes",
  "/stateful/attributes/*",
  "/stateless/attributes",
  "/stateless/attributes/*",
  "/tabs/attributes",
  "/tabs/attributes/*"
})
public final class AttributesServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final int MAX_NAME_LENGTH = 100;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (optionalSegmentOf(request).isPresent()) {
      throw nothingHere();
    }
    HttpSession session = Sessions.of(request);
    Map<String, Object> attributes = new TreeMap<>();
    for (String name : Collections.list(session.getAttributeNames())) {
      attributes.put(name, session.getAttribute(name));
    }
    Answer.json(response, attributes);
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = nameIn(request);
    HttpSession session = Sessions.of(request);
    Object value = Body.isJson(request) ? Body.json(request) : Body.text(request);
    if (value == null) {
      throw new Problem(
          HttpServletResponse.SC_BAD_REQUEST, "Null is no value", "DELETE removes an attribute.");
    }
    set(session, name, value);
    Answer.json(response, Map.of(name, value));
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = nameIn(request);
    Sessions.of(request).removeAttribute(name);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static void set(HttpSession session, String name, Object value) {
    try {
      session.setAttribute(name, value);
    } catch (IllegalStateException tooLarge) {
      throw new Problem(
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "Too much for this session",
          "Keep less in it, or use the session or the stateful zone.");
    }
  }

  private static String nameIn(HttpServletRequest request) {
    String name = segmentOf(request);
    if (name.length() > MAX_NAME_LENGTH || name.isBlank()) {
      throw new Problem(
          HttpServletResponse.SC_BAD_REQUEST,
          "Name not fitting",
          "A name has 1 to " + MAX_NAME_LENGTH + " characters.");
    }
    return name;
  }
}
