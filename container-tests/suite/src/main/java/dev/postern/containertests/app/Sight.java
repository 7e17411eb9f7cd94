package dev.postern.containertests.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a servlet sees of its caller, as flat JSON of texts. Belongs to one request. */
final class Sight {

  private static final List<String> ASKED_ROLES = List.of("admin", "clerk", "customer", "*");

  private final Map<String, String> members = new LinkedHashMap<>();

  private Sight() {}

  static Sight of(HttpServletRequest request) {
    Sight sight = new Sight();
    Principal principal = request.getUserPrincipal();
    HttpSession session = request.getSession(false);
    sight.put("content", Probe.CONTENT);
    sight.put("path", request.getServletPath());
    sight.put("dispatch", request.getDispatcherType().name());
    sight.put("user", principal == null ? "-" : principal.getName());
    sight.put("remoteUser", String.valueOf(request.getRemoteUser()));
    sight.put("authType", String.valueOf(request.getAuthType()));
    sight.put("roles", roles(request));
    sight.put("session", String.valueOf(session != null));
    Object attribute = session == null ? null : session.getAttribute("A");
    sight.put("attribute", attribute == null ? "-" : attribute.toString());
    return sight;
  }

  Sight put(String name, String value) {
    members.put(name, value);
    return this;
  }

  /** Roles that {@code isUserInRole} says yes to. */
  private static String roles(HttpServletRequest request) {
    return ASKED_ROLES.stream().filter(request::isUserInRole).collect(Collectors.joining(","));
  }

  void writeTo(HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().print(json());
  }

  String json() {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return Stream.of(text.replace("\\", "\\\\").replace("\"", "\\\""))
        .collect(Collectors.joining("", "\"", "\""));
  }
}
