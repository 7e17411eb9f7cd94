package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keys of clients, and how they publish them (RFC 7517). Stateless. */
final class ClientKeys {

  private ClientKeys() {}

  static KeyPair ec() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  static KeyPair rsa() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  static Map<String, Object> jwk(String id, KeyPair pair) {
    if (pair.getPublic() instanceof RSAPublicKey key) {
      return Map.of(
          "kty",
          "RSA",
          "kid",
          id,
          "alg",
          "RS256",
          "n",
          number(key.getModulus(), 256),
          "e",
          number(key.getPublicExponent(), 3));
    }
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return Map.of(
        "kty",
        "EC",
        "crv",
        "P-256",
        "kid",
        id,
        "x",
        number(point.getAffineX(), 32),
        "y",
        number(point.getAffineY(), 32));
  }

  /** A client that has a secret instead, as it stands in the clients file. */
  static String line(String client, String secret, String rights) throws Exception {
    var out = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream((secret + "\n").getBytes(UTF_8));
    var command =
        rights.isEmpty()
            ? List.of("new-user", client)
            : List.of("new-user", client, "--roles", rights);
    assertThat(Main.run(command, in, new PrintStream(out, true, UTF_8), System.err)).isZero();
    return out.toString(UTF_8);
  }

  /** Without a name, as it stands in a DPoP proof. */
  static Map<String, Object> publicJwk(KeyPair pair) {
    Map<String, Object> jwk = new TreeMap<>(jwk("", pair));
    jwk.remove("kid");
    return jwk;
  }

  /** RFC 7638, of a key on P-256. */
  static String thumbprint(KeyPair pair) throws Exception {
    var json = Json.write(publicJwk(pair));
    return AssertionMaker.encode(MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8)));
  }

  static String set(Map<?, ?>... keys) {
    return Json.write(Map.of("keys", List.of(keys)));
  }

  private static String number(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    byte[] padded = new byte[length];
    int taken = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - taken, padded, length - taken, taken);
    return AssertionMaker.encode(Arrays.copyOf(padded, length));
  }
}
