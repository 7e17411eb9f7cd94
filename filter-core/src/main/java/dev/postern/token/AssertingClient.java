package dev.postern.token;

import dev.postern.config.InvalidValueException;
import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A client that signs what it proves itself with, and where its public keys are. Immutable and
 * thread-safe.
 */
public final class AssertingClient {

  private static final URI HERE = URI.create("urn:clients-file");

  private final TrustedIssuer keys;
  private final DocumentSource documents;

  private AssertingClient(TrustedIssuer keys, DocumentSource documents) {
    this.keys = keys;
    this.documents = documents;
  }

  /**
   * Reads where the keys are.
   *
   * @param id of the client, its {@code iss} and {@code sub}
   * @param keys a JWK Set (RFC 7517), an https address of one, or the path of a file with one
   * @throws InvalidValueException if it is none of these, or holds no key to verify with
   */
  public static AssertingClient of(String id, String keys) throws InvalidValueException {
    if (keys.startsWith("{")) {
      return inline(id, keys);
    }
    URI place = KeySetPlace.parse(keys);
    return new AssertingClient(TrustedIssuer.ofKeys(id, place), KeySetPlace.documents(place));
  }

  private static AssertingClient inline(String id, String keys) throws InvalidValueException {
    TrustedIssuer client = TrustedIssuer.ofKeys(id, HERE);
    try {
      Map<String, Object> document = Json.readObject(keys.getBytes(StandardCharsets.UTF_8));
      if (!new IssuerKeySet(client).read(document).isEmpty()) {
        return new AssertingClient(client, address -> document);
      }
    } catch (JsonException | IOException e) {
      // Answered below, as every other text that is no key set.
    }
    throw new InvalidValueException(
        "holds no key set with a public key in it",
        "Write a JWK Set (RFC 7517) whose keys have a kid");
  }

  /** The client's id. */
  public String id() {
    return keys.issuer();
  }

  IssuerKeys openKeys(TrustedIssuerSettings fetching) {
    return new IssuerKeys(keys, fetching, documents);
  }

  @Override
  public String toString() {
    return "AssertingClient[" + id() + "]";
  }
}
