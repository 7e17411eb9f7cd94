package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.StoreException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every container must show; a subclass starts one. */
abstract class ContainerContract {

  private final FakeStrategy strategy = new FakeStrategy();
  private final LabFilter filter = new LabFilter(strategy);
  private final LabServlet servlet = new LabServlet();
  private final Map<String, Object> seen = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Optional<Container> container = Optional.empty();

  abstract Container start(LabFilter filter, LabServlet servlet) throws Exception;

  @BeforeEach
  void startContainer() throws Exception {
    container = Optional.of(start(filter, servlet));
  }

  @AfterEach
  void stopContainer() throws Exception {
    container.orElseThrow().stop();
  }

  static Stream<Arguments> waysToCommit() {
    return Stream.of(
        way("flushBuffer", HttpServletResponse::flushBuffer),
        way("writer flush", response -> response.getWriter().flush()),
        way("writer close", response -> response.getWriter().close()),
        way("writer checkError", response -> response.getWriter().checkError()),
        way("stream flush", response -> response.getOutputStream().flush()),
        way("stream close", response -> response.getOutputStream().close()),
        way("one large write", response -> response.getOutputStream().write(new byte[100_000])),
        way("a large text", response -> response.getWriter().write("x".repeat(100_000))),
        way("sendError", response -> response.sendError(418)),
        way("sendError with a message", response -> response.sendError(418, "teapot")),
        way("sendRedirect", response -> response.sendRedirect("/elsewhere")),
        way(
            "content length reached",
            response -> {
              response.setContentLength(5);
              response.getOutputStream().write("12345".getBytes(StandardCharsets.US_ASCII));
            }),
        way(
            "content length as a header, reached by text",
            response -> {
              response.setHeader("content-length", "5");
              response.getWriter().write("12345");
            }),
        way(
            "content length after the bytes",
            response -> {
              response.getOutputStream().write("12345".getBytes(StandardCharsets.US_ASCII));
              response.setContentLengthLong(5);
            }),
        way("nothing", response -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToCommit")
  void theCredentialLeavesWithTheFirstByte(String name, Way way) throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("way", name);
          way.commit(response);
        });

    var answer = get("/go");

    assertThat(strategy.saved(credential(answer))).containsEntry("way", name);
    assertThat(answer.headers().allValues("set-cookie")).hasSize(1);
    assertThat(answer.headers().allValues("cache-control")).containsExactly("no-store");
  }

  static Stream<Arguments> waysToWrite() {
    return Stream.of(1, 7, 100, 1000, 5000, 20_000)
        .flatMap(
            size ->
                Stream.of(
                    writing("bytes", size, "US-ASCII", (out, n) -> bytes(out, n)),
                    writing("utf-8", size, "UTF-8", (out, n) -> text(out, "x", n)),
                    writing("utf-8 of two bytes", size, "UTF-8", (out, n) -> text(out, "é", n)),
                    writing("latin", size, "ISO-8859-1", (out, n) -> text(out, "é", n)),
                    writing("utf-16", size, "UTF-16", (out, n) -> text(out, "x", n))));
  }

  /** The heart of it: whichever write sends the first byte, what was changed before it is saved. */
  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("waysToWrite")
  void everyChangeBeforeTheFirstByteIsSaved(String name, int size, String charset, Write write)
      throws Exception {
    var credential = strategy.known(Optional.empty());
    servlet.at(
        "/go",
        (request, response) -> {
          response.setContentType("text/plain;charset=" + charset);
          for (int change = 1; !response.isCommitted(); change++) {
            request.getSession().setAttribute("change", change);
            write.write(response, size);
            seen.put("made", String.valueOf(change));
          }
          seen.putAll(strategy.saved(credential));
        });

    get("/go", credential);

    assertThat(seen.get("change")).isEqualTo(seen.get("made"));
    assertThat(Integer.parseInt((String) seen.get("made"))).isPositive();
  }

  /** Such as one that compresses. A filter of the application's may be on either side. */
  @ParameterizedTest(name = "outside {0}, inside {1}")
  @CsvSource({"true, false", "false, true", "true, true"})
  void anotherFilterThatWrapsTheAnswerChangesNothing(boolean isOutside, boolean isInside)
      throws Exception {
    filter.isHeldOutside = isOutside;
    filter.isHeldInside = isInside;
    servlet
        .at(
            "/go",
            (request, response) -> {
              request.getSession().setAttribute("before", "kept");
              response.getWriter().write("some ");
              response.flushBuffer();
              request.getRequestDispatcher("/part").include(request, response);
            })
        .at(
            "/part",
            (request, response) -> {
              request.getSession().setAttribute("by", "part");
              response.getWriter().write("more");
            });

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("some more");
    assertThat(answer.headers().allValues("set-cookie")).hasSize(1);
    assertThat(strategy.saved(credential(answer)))
        .containsEntry("before", "kept")
        .containsEntry("by", "part");
  }

  @Test
  void changesAfterTheFirstByteAreSavedToo() throws Exception {
    var credential = strategy.known(Optional.empty());
    servlet.at(
        "/go",
        (request, response) -> {
          response.flushBuffer();
          request.getSession().setAttribute("late", "kept");
        });

    get("/go", credential);

    assertThat(strategy.saved(credential)).containsEntry("late", "kept");
  }

  @Test
  void aSessionCannotBeginOnceTheClientCannotBeTold() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          response.flushBuffer();
          seen.put("thrown", thrownBy(request::getSession));
        });

    get("/go");

    assertThat(seen.get("thrown")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aResetDoesNotDropTheCredential() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("kept", "yes");
          Exchange.current(request).orElseThrow().commit();
          response.reset();
          response.getWriter().write("fresh");
        });

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("fresh");
    assertThat(strategy.saved(credential(answer))).containsEntry("kept", "yes");
  }

  @Test
  void anAnswerWhoseChangesWereNotSavedNeverLeaves() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("lost", "yes");
          strategy.broken = true;
          response.getWriter().write("all is well");
          try {
            response.flushBuffer();
          } catch (StoreException e) {
            response.getWriter().write("x".repeat(100));
          }
        });

    var answer = get("/go");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void changesAreSavedWhenTheApplicationThrows() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> {
              request.getSession().setAttribute("before", "thrown");
              seen.put("session", request.getSession());
              throw new IOException("the application's");
            })
        .at(Container.ERROR_PAGE, this::lookAround);

    var answer = get("/go");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(strategy.saved(credential(answer))).containsEntry("before", "thrown");
    assertThat(seen.get("session then")).isSameAs(seen.get("session"));
    assertThat(filter.entries).containsExactly("REQUEST First", "ERROR Again");
  }

  @Test
  void anErrorPageKnowsTheCaller() throws Exception {
    servlet
        .at("/go", (request, response) -> response.sendError(403))
        .at(Container.ERROR_PAGE, this::lookAround);

    var answer = get("/go", strategy.known(Optional.of(FakeStrategy.alice())));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(seen.get("user")).isEqualTo("alice");
    assertThat(strategy.authentications).hasValue(1);
  }

  @Test
  void aForwardTargetsChangesLeaveWithTheAnswer() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> request.getRequestDispatcher("/to").forward(request, response))
        .at(
            "/to",
            (request, response) -> {
              lookAround(request, response);
              request.getSession().setAttribute("by", "target");
            });

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "target");
    assertThat(filter.entries).containsExactly("REQUEST First", "FORWARD Within");
  }

  @Test
  void whatWasSetBeforeAnIncludeThatFlushesIsSaved() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> {
              request.getSession().setAttribute("by", "includer");
              request.getRequestDispatcher("/part").include(request, response);
            })
        .at(
            "/part",
            (request, response) -> {
              lookAround(request, response);
              response.flushBuffer();
            });

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "includer");
  }

  @Test
  void anAsynchronousAnswerIsSavedBeforeItLeaves() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          var async = request.startAsync();
          seen.put("original", async.hasOriginalRequestAndResponse());
          inBackground(
              async,
              () -> {
                var inner = (HttpServletRequest) async.getRequest();
                inner.getSession().setAttribute("by", "background");
                async.getResponse().getWriter().write("done");
                async.complete();
              });
        });

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("done");
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "background");
    assertThat(seen.get("original")).isEqualTo(true);
  }

  @Test
  void anAsynchronousAnswerThatCouldNotBeSavedIs503() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          var async = request.startAsync();
          inBackground(
              async,
              () -> {
                ((HttpServletRequest) async.getRequest()).getSession().setAttribute("lost", "yes");
                strategy.broken = true;
                async.getResponse().getWriter().write("done");
                async.complete();
              });
        });

    var answer = get("/go");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anAsynchronousDispatchKeepsTheSession() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> {
              seen.put("session", request.getSession());
              request.getSession().setAttribute("by", "first pass");
              var async = request.startAsync();
              inBackground(async, () -> async.dispatch("/then"));
            })
        .at("/then", this::lookAround);

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(seen.get("session then")).isSameAs(seen.get("session"));
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "first pass");
  }

  @Test
  void theApplicationsOwnPairStaysItsOwnInAnAsynchronousDispatch() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> {
              seen.put("session", request.getSession());
              request.getSession().setAttribute("by", "first pass");
              var async = request.startAsync(request, response);
              inBackground(async, () -> async.dispatch("/then"));
            })
        .at("/then", this::lookAround);

    var answer = get("/go");

    assertThat(answer.body()).isEqualTo("looked around");
    assertThat(seen.get("session then")).isSameAs(seen.get("session"));
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "first pass");
  }

  @Test
  void changesAreSavedWhenAnAsynchronousRequestTimesOut() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          var async = request.startAsync();
          async.setTimeout(50);
          request.getSession().setAttribute("by", "late one");
        });

    var answer = get("/go");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "late one");
  }

  @Test
  void changesAreSavedWhenAnAsynchronousRequestEndsInAnError() throws Exception {
    servlet
        .at(
            "/go",
            (request, response) -> {
              var async = request.startAsync();
              inBackground(
                  async,
                  () -> {
                    var inner = (HttpServletRequest) async.getRequest();
                    inner.getSession().setAttribute("by", "background");
                    async.dispatch("/then");
                  });
            })
        .at(
            "/then",
            (request, response) -> {
              request.getSession().setAttribute("then", "thrown");
              throw new IllegalStateException("after the change");
            });

    var answer = get("/go");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(strategy.saved(credential(answer)))
        .containsEntry("by", "background")
        .containsEntry("then", "thrown");
  }

  @Test
  void writingWithoutBlockingIsSavedBeforeItLeaves() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          var async = request.startAsync();
          var out = async.getResponse().getOutputStream();
          out.setWriteListener(new Spill((HttpServletRequest) async.getRequest(), async, out));
        });

    var answer = get("/go");

    assertThat(answer.body()).hasSize(100_000);
    assertThat(strategy.saved(credential(answer))).containsEntry("by", "listener");
  }

  @Test
  void logoutEndsTheSessionAndClearsTheCookie() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          var session = request.getSession();
          request.logout();
          seen.put("user", String.valueOf(request.getUserPrincipal()));
          seen.put("thrown", thrownBy(() -> session.getAttribute("known")));
          seen.put("left", String.valueOf(request.getSession(false)));
        });

    var answer = get("/go", strategy.known(Optional.of(FakeStrategy.alice())));

    assertThat(answer.headers().allValues("set-cookie"))
        .containsExactly(FakeCookies.NAME + "=; Max-Age=0");
    assertThat(seen).containsEntry("user", "null").containsEntry("left", "null");
    assertThat(seen.get("thrown")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noIdIsEverWrittenIntoAnAddress() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("any", "thing");
          seen.put("url", response.encodeURL("/elsewhere?a=b"));
          seen.put("redirect", response.encodeRedirectURL("https://elsewhere.example/"));
        });

    get("/go");

    assertThat(seen)
        .containsEntry("url", "/elsewhere?a=b")
        .containsEntry("redirect", "https://elsewhere.example/");
  }

  @Test
  void theContainersOwnSessionNeverBegins() throws Exception {
    servlet.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("any", "thing");
          response.sendRedirect(response.encodeRedirectURL("/elsewhere"));
        });

    var answer = get("/go");

    assertThat(answer.headers().allValues("set-cookie"))
        .allMatch(line -> line.startsWith(FakeCookies.NAME));
    assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/elsewhere");
  }

  private void lookAround(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    seen.put("user", String.valueOf(request.getRemoteUser()));
    seen.put("session then", request.getSession());
    response.getWriter().write("looked around");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String credential) throws Exception {
    return client.send(
        request(path).header("Cookie", FakeCookies.NAME + "=" + credential).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:" + container.orElseThrow().port() + path));
  }

  private static String credential(HttpResponse<String> answer) {
    List<String> cookies = answer.headers().allValues("set-cookie");
    assertThat(cookies).as("Set-Cookie").hasSize(1);
    return cookies.get(0).substring(FakeCookies.NAME.length() + 1);
  }

  private static Throwable thrownBy(Runnable action) {
    try {
      action.run();
      return new AssertionError("nothing was thrown");
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void inBackground(AsyncContext async, Background work) {
    new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                async.complete();
              }
            })
        .start();
  }

  private static void bytes(HttpServletResponse response, int count) throws IOException {
    response.getOutputStream().write(new byte[count]);
  }

  private static void text(HttpServletResponse response, String letter, int count)
      throws IOException {
    response.getWriter().write(letter.repeat(count));
  }

  private static Arguments way(String name, Way way) {
    return Arguments.of(name, way);
  }

  private static Arguments writing(String name, int size, String charset, Write write) {
    return Arguments.of(name, size, charset, write);
  }

  private interface Background {
    void run() throws IOException;
  }

  interface Way {
    void commit(HttpServletResponse response) throws IOException;
  }

  interface Write {
    void write(HttpServletResponse response, int size) throws IOException;
  }

  private record Spill(HttpServletRequest request, AsyncContext async, ServletOutputStream out)
      implements WriteListener {

    @Override
    public void onWritePossible() throws IOException {
      if (out.isReady() && request.getSession().getAttribute("by") == null) {
        request.getSession().setAttribute("by", "listener");
        out.write("x".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
      }
      if (out.isReady()) {
        async.complete();
      }
    }

    @Override
    public void onError(Throwable failure) {
      async.complete();
    }
  }
}
