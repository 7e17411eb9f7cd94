package dev.postern.sample.tabs;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Stands before the applications, as a load balancer would: sees what they say about the refresh
 * cookie, and lets a test do something to the calls of the refresh path. Thread-safe.
 */
final class RefreshWatch extends ValveBase {

  private static final String COOKIE = "__Host-desk-tabs-refresh=";

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Set<String> successors = ConcurrentHashMap.newKeySet();
  private final List<String> cleared = new CopyOnWriteArrayList<>();
  private volatile Way way = RefreshWatch::straight;

  /** What becomes of a call of the refresh path. */
  @FunctionalInterface
  interface Way {
    void go(Request request, Response response, Runnable on) throws IOException;
  }

  RefreshWatch() {
    super(true);
  }

  /** Forgets what it saw, and lets every call pass. */
  void reset() {
    calls.clear();
    successors.clear();
    cleared.clear();
    way = RefreshWatch::straight;
  }

  void send(Way newWay) {
    way = newWay;
  }

  void sendStraight() {
    way = RefreshWatch::straight;
  }

  /** The refreshes that were asked for. */
  int calls() {
    return calls.size();
  }

  /** The refresh tokens that were given out: one for each that was spent. */
  int successors() {
    return successors.size();
  }

  /** The answers that took a cookie away. */
  List<String> cleared() {
    return List.copyOf(cleared);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getRequestURI().endsWith("/tabs/refresh")) {
      calls.add(request.getRequestURI());
      way.go(request, response, () -> pass(request, response));
    } else {
      pass(request, response);
    }
  }

  private static void straight(Request request, Response response, Runnable on) {
    on.run();
  }

  static void unavailable(Request request, Response response, Runnable on) throws IOException {
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  private void pass(Request request, Response response) {
    try {
      getNext().invoke(request, response);
    } catch (IOException | ServletException e) {
      throw new IllegalStateException(e);
    }
    response.getHeaders("Set-Cookie").forEach(this::look);
  }

  private void look(String cookie) {
    if (cookie.contains("Max-Age=0")) {
      cleared.add(cookie);
    } else if (cookie.startsWith(COOKIE)) {
      successors.add(cookie);
    }
  }
}
