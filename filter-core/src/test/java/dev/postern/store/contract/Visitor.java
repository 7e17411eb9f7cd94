package dev.postern.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who visits an {@link HttpNode} with a cookie, a token or nothing, and keeps it whatever
 * the answers say. Immutable and thread-safe.
 */
record Visitor(int port, Optional<String> cookie, Optional<String> token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * An answer, and how long it took.
   *
   * @param status of the answer
   * @param headers of the answer
   * @param body of the answer
   * @param took from the question to the end of the answer
   */
  record Visit(int status, HttpHeaders headers, String body, Duration took) {

    Optional<String> cookie() {
      return headers.firstValue("set-cookie").map(line -> List.of(line.split(";", -1)).get(0));
    }

    Optional<String> token() {
      return member("access_token");
    }

    Optional<String> refreshToken() {
      return member("refresh_token");
    }

    private Optional<String> member(String name) {
      return body.contains("\"" + name + "\"")
          ? Optional.of(body.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1"))
          : Optional.empty();
    }

    /** Whether the caller is told to come back, and nothing else (RFC 9110, section 15.6.4). */
    boolean isUnavailable() {
      return status == 503
          && headers.firstValue("retry-after").isPresent()
          && headers.firstValue("set-cookie").isEmpty()
          && headers.firstValue("location").isEmpty();
    }
  }

  static Visitor stranger(int port) {
    return new Visitor(port, Optional.empty(), Optional.empty());
  }

  /** Whoever logs in here, if that is possible now. */
  Optional<Visitor> loggedIn(String path) {
    Visit login = login(path);
    Optional<String> newCookie = login.cookie();
    Optional<String> newToken = login.token();
    return login.status() == 200
        ? Optional.of(new Visitor(port, newCookie, newToken))
        : Optional.empty();
  }

  /** With the right password. */
  Visit login(String path) {
    return login(path, "alice");
  }

  /** The same as somebody else. */
  Visit login(String path, String username) {
    return postJson(path, "{\"username\":\"" + username + "\",\"password\":\"right\"}");
  }

  Visit refresh(String path, String refreshToken) {
    return postJson(path, "{\"refresh_token\":\"" + refreshToken + "\"}");
  }

  /** What the token says, from its header or, part 1, its claims. */
  String tokenSays(int part, String name) {
    byte[] json = Base64.getUrlDecoder().decode(token.orElseThrow().split("\\.", -1)[part]);
    return new String(json, UTF_8).replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  /** The same at another node. */
  Visitor at(int otherPort) {
    return new Visitor(otherPort, cookie, token);
  }

  /** With the cookie of this answer. */
  Visitor after(Visit answer) {
    return new Visitor(port, answer.cookie(), token);
  }

  /** With the token in this answer. */
  Visitor bearingTokenOf(Visit answer) {
    return new Visitor(port, cookie, answer.token());
  }

  Visit get(String path) {
    return send(request(path).GET());
  }

  Visit post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Visit delete(String path) {
    return send(request(path).DELETE());
  }

  private Visit postJson(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(60));
    cookie.ifPresent(pair -> request.header("Cookie", pair));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  private static Visit send(HttpRequest.Builder request) {
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Visit(
          answer.statusCode(),
          answer.headers(),
          answer.body(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw new IllegalStateException("The site does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the site.", e);
    }
  }
}
