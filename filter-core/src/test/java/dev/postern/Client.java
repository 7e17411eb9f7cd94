package dev.postern;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Calls a site, and keeps its cookies and the last access token as browsers and scripts do. */
final class Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final Map<String, String> cookies = new TreeMap<>();
  private String bearer = "";
  private String agent = "";
  private String authorization = "";

  Client(int port) {
    this.port = port;
  }

  Client bearing(String token) {
    bearer = token;
    return this;
  }

  /** Another scheme than Bearer. */
  Client authorizing(String header) {
    authorization = header;
    return this;
  }

  /** What it says it is. */
  Client calledItself(String name) {
    agent = name;
    return this;
  }

  Client cookie(String name, String value) {
    cookies.put(name, value);
    return this;
  }

  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  String bearer() {
    return bearer;
  }

  /** Another one that knows the same secrets now. */
  Client twin() {
    var twin = new Client(port).bearing(bearer);
    twin.cookies.putAll(cookies);
    return twin;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  HttpResponse<String> head(String path) throws Exception {
    return send(request(path).method("HEAD", BodyPublishers.noBody()));
  }

  HttpResponse<String> delete(String path, String... headers) throws Exception {
    var request = request(path).DELETE();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, String... headers) throws Exception {
    var request = request(path).POST(BodyPublishers.noBody());
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> postJson(String path, String json) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** As a browser goes to a page. */
  HttpResponse<String> visit(String path) throws Exception {
    return send(
        request(path)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Sec-Fetch-Mode", "navigate")
            .GET());
  }

  /** As a browser sends the form of a page. */
  HttpResponse<String> submit(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form)));
  }

  HttpResponse<String> login(String username) throws Exception {
    return login("/login", username, "right");
  }

  HttpResponse<String> login(String path, String username, String password) throws Exception {
    var json = "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
    var answer =
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    if (answer.body().contains("access_token")) {
      bearer = answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    if (!bearer.isEmpty()) {
      request.header("Authorization", "Bearer " + bearer);
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (!agent.isEmpty()) {
      request.header("User-Agent", agent);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    answer.headers().allValues("set-cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String line) {
    var pair = List.of(line.split(";", -1)).get(0);
    var name = pair.substring(0, pair.indexOf('='));
    if (line.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(pair.indexOf('=') + 1));
    }
  }
}
