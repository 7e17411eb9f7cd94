package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;

/** One key to encrypt with: a JWK whose {@code use} is {@code enc}, or a {@code *.enc.pem}. */
final class EncryptionKeyReader {

  private static final String PEM = ".enc.pem";

  private static final Set<String> OPERATIONS =
      Set.of("encrypt", "decrypt", "wrapKey", "unwrapKey", "deriveKey", "deriveBits");

  private final String name;

  EncryptionKeyReader(String name) {
    this.name = name;
  }

  /** Whether the file is for this reader; what cannot be read is not. */
  static boolean isFor(String name, byte[] content) {
    if (name.endsWith(".pem")) {
      return name.endsWith(PEM);
    }
    try {
      return "enc".equals(Json.readObject(content).get("use"));
    } catch (JsonException e) {
      return false;
    }
  }

  EncryptionEntry read(byte[] content) {
    EncryptionEntry entry = name.endsWith(PEM) ? pem(content) : jwk(content);
    new KeyChecks(name).requireSound(entry.key());
    return entry;
  }

  private EncryptionEntry pem(byte[] content) {
    PublicJsonWebKey jwk = new PemReader(name, JwsAlgorithm.ES256).jwk(content);
    JweAlgorithm algorithm =
        switch (jwk.getKeyType()) {
          case "EC" -> JweAlgorithm.ECDH_ES_A256KW;
          case "RSA" -> JweAlgorithm.RSA_OAEP_256;
          default ->
              throw new InvalidKeysException(
                  "has a file " + name + " that is of a kind that encrypts nothing",
                  "Use EC P-256 or RSA");
        };
    return new EncryptionEntry(
        name, EncryptionKey.of(algorithm, jwk), RingEntry.UNKNOWN, Optional.empty());
  }

  private EncryptionEntry jwk(byte[] content) {
    JwkMembers jwk = JwkMembers.read(name, content);
    JweAlgorithm algorithm = algorithm(jwk);
    if (!jwk.find("alg").map(algorithm.headerName()::equals).orElse(true)) {
      throw jwk.problem(
          "states an alg that its key is not for",
          "Write \"alg\":\"" + algorithm.headerName() + "\", or remove it");
    }
    if (!jwk.isOnlyFor(OPERATIONS)) {
      throw jwk.problem(
          "states key_ops that are not of encryption", "Make a key for encryption, or remove it");
    }
    return new EncryptionEntry(
        name,
        EncryptionKey.of(algorithm, jwk.key()),
        jwk.time("nbf").orElse(RingEntry.UNKNOWN),
        jwk.time("exp"));
  }

  /** What a key of this kind is used for; there is no choice, and so no key for two (BCP-2). */
  private static JweAlgorithm algorithm(JwkMembers jwk) {
    return switch (jwk.kind()) {
      case "EC P-256" -> JweAlgorithm.ECDH_ES_A256KW;
      case "RSA " -> JweAlgorithm.RSA_OAEP_256;
      case "oct " -> JweAlgorithm.A256KW;
      default ->
          throw jwk.problem("is of a kind that encrypts nothing here", "Use EC P-256, RSA or oct");
    };
  }
}
