package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

/** A program with a key of its own, which it shows by a proof with each request. */
final class DpopClient {

  /** What clients know the site by; it is not where it listens. */
  static final String ORIGIN = "https://shop.example";

  /** Of the client {@code lab}. */
  static final String SECRET = "a secret: of 100 %";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Site site;
  private final KeyPair key;
  private Map<String, Object> tokens = Map.of();

  DpopClient(Site site, KeyPair key) {
    this.site = site;
    this.key = key;
  }

  /** Whoever has stolen everything but the key. */
  DpopClient thief(KeyPair ownKey) {
    return with(site, ownKey);
  }

  /** The same at another node. */
  DpopClient at(Site other) {
    return with(other, key);
  }

  private DpopClient with(Site other, KeyPair otherKey) {
    DpopClient copy = new DpopClient(other, otherKey);
    copy.tokens = tokens;
    return copy;
  }

  HttpResponse<String> login(String path) throws Exception {
    return login(path, proof("POST", path).signed(key));
  }

  HttpResponse<String> login(String path, String proof) throws Exception {
    return keep(postJson(path, "{\"username\":\"alice\",\"password\":\"right\"}", proof));
  }

  HttpResponse<String> refresh(String path) throws Exception {
    return refresh(path, proof("POST", path).signed(key));
  }

  HttpResponse<String> refresh(String path, String... proofs) throws Exception {
    return keep(postJson(path, "{\"refresh_token\":\"" + text("refresh_token") + "\"}", proofs));
  }

  /** As it should be. */
  HttpResponse<String> get(String path) throws Exception {
    return get(path, "DPoP " + token(), proof("GET", path).forToken(token()).signed(key));
  }

  HttpResponse<String> get(String path, String authorization, String... proofs) throws Exception {
    return send(request(path, proofs).header("Authorization", authorization).GET());
  }

  /** With headers as a proxy writes them, or whoever would like to be one. */
  HttpResponse<String> getThrough(String path, String proof, String... headers) throws Exception {
    return send(
        request(path, proof).header("Authorization", "DPoP " + token()).headers(headers).GET());
  }

  /** With the token, by this method and without a body. */
  HttpResponse<String> send(String method, String path) throws Exception {
    String proof = proof(method, path).forToken(token()).signed(key);
    return send(
        request(path, proof)
            .header("Authorization", "DPoP " + token())
            .method(method, BodyPublishers.noBody()));
  }

  /** As the client {@code lab}. */
  HttpResponse<String> postForm(String path, String form, String... proofs) throws Exception {
    return keep(
        send(
            request(path, proofs)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", ClientEndpointsTest.basic("lab", SECRET))
                .POST(BodyPublishers.ofString(form))));
  }

  AssertionMaker proof(String method, String path) {
    return AssertionMaker.proof(key, method, ORIGIN + path, Clock.systemUTC().instant());
  }

  String token() {
    return text("access_token");
  }

  String text(String member) {
    return String.valueOf(requireNonNull(tokens.get(member)));
  }

  /** The claims of the access token. */
  Map<String, Object> claims() throws Exception {
    return Json.readObject(Base64.getUrlDecoder().decode(token().split("\\.", -1)[1]));
  }

  private HttpResponse<String> postJson(String path, String json, String... proofs)
      throws Exception {
    return send(
        request(path, proofs)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path, String... proofs) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + site.port() + path));
    for (String proof : proofs) {
      request.header("DPoP", proof);
    }
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> keep(HttpResponse<String> answer) throws Exception {
    if (answer.statusCode() == 200) {
      tokens = Json.readObject(answer.body().getBytes(UTF_8));
    }
    return answer;
  }
}
