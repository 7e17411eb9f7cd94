package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Plays an OpenID provider on localhost: discovery, keys, and tokens, of its own making or as a
 * real one made them.
 */
public final class IssuerServer implements AutoCloseable {

  /** How often the keys were fetched. */
  public final AtomicInteger fetches = new AtomicInteger();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final List<RingKey> RSA =
      Stream.generate(
              () -> RingKey.of(JwsAlgorithm.RS256, NewKey.generate(JwsAlgorithm.RS256, RANDOM)))
          .limit(4)
          .toList();

  private final HttpServer server;
  private final JwsAlgorithm algorithm;
  private final String path;
  private volatile RingKey key;
  private volatile String keyId = "key-1";
  private volatile List<Map<String, Object>> published = List.of();
  private volatile Map<String, Object> metadata;
  private volatile int status = 200;

  /** With one key, on a port that is free. */
  public IssuerServer(String path, String algorithm) throws IOException {
    this(path, path + "/keys", algorithm);
  }

  private IssuerServer(String path, String keysPath, String algorithm) throws IOException {
    this.algorithm = JwsAlgorithm.named(algorithm).orElseThrow();
    this.path = path;
    this.key = newKey();
    this.published = List.of(entry());
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path + "/.well-known/openid-configuration", this::answerMetadata);
    server.createContext(keysPath, this::answerKeys);
    server.createContext(path + "/moved", IssuerServer::redirect);
    this.metadata =
        Map.of(
            "issuer",
            issuer(),
            "jwks_uri",
            origin() + keysPath,
            "authorization_endpoint",
            issuer() + "/authorize",
            "id_token_signing_alg_values_supported",
            List.of(this.algorithm.headerName()));
    server.start();
  }

  /** With the documents of a real one. */
  static IssuerServer playing(CapturedIssuer real) throws IOException {
    IssuerServer server = new IssuerServer(real.path(), real.keysPath(), "RS256");
    server.metadata = real.discovery(server.origin());
    server.keyId = real.keyId();
    server.published = real.keys(server.key.publicMembers());
    return server;
  }

  public String issuer() {
    return origin() + path;
  }

  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Signs with another key from now on, and publishes nothing else. */
  public void rotate(String newId) {
    key = newKey();
    keyId = newId;
    published = List.of(entry());
  }

  /** What the set holds from now on. */
  void publish(List<Map<String, Object>> entries) {
    published = entries;
  }

  /** The entry of the key that signs. */
  Map<String, Object> entry() {
    Map<String, Object> entry = new LinkedHashMap<>(key.publicMembers());
    entry.put("kid", keyId);
    entry.put("use", "sig");
    entry.put("alg", algorithm.headerName());
    return entry;
  }

  /** As one that is down, or there again. */
  public void answer(int newStatus) {
    status = newStatus;
  }

  /** Signed with the key of now. */
  public String token(String typ, Map<String, Object> claims) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", typ);
    header.put("alg", algorithm.headerName());
    header.put("kid", keyId);
    return sign(header, claims);
  }

  String sign(Map<String, Object> header, Map<String, Object> claims) {
    String input = TokenFixture.input(Json.write(header), Json.write(claims));
    try {
      Signature signer =
          Signature.getInstance(
              algorithm == JwsAlgorithm.ES256 ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      signer.initSign((PrivateKey) key.signing().orElseThrow());
      signer.update(input.getBytes(UTF_8));
      return input + "." + Base64Url.encode(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RSA keys take their time to make: four, in turn. */
  private RingKey newKey() {
    return algorithm == JwsAlgorithm.RS256
        ? RSA.get(NEXT.getAndIncrement() % RSA.size())
        : RingKey.of(algorithm, NewKey.generate(algorithm, RANDOM));
  }

  private void answerMetadata(HttpExchange exchange) throws IOException {
    send(exchange, status, Json.write(metadata));
  }

  private void answerKeys(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    send(exchange, status, Json.write(Map.of("keys", new ArrayList<>(published))));
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "keys");
    send(exchange, 302, "");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
