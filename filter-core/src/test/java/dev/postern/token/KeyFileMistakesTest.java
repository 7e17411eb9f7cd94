package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no fit key, with the exact message. */
class KeyFileMistakesTest {

  @TempDir private Path keys;

  private NewKeyFiles files;

  @BeforeEach
  void makeSecret() throws IOException {
    files = new NewKeyFiles(keys, RANDOM);
    files.writeSecretUnlessThere();
  }

  @Test
  void weakKeysAreRefused() throws Exception { // JWT-10, BCP-6
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    write("1.pem", pem("PRIVATE", rsa.generateKeyPair().getPrivate()));
    refuses("has a file 1.pem that holds a key of 1024 bits", "Make one of at least 2048 bits");

    Files.delete(keys.resolve("1.pem"));
    write("1.jwk", "{\"kty\":\"oct\",\"k\":\"MDEyMzQ1Njc4OWFiY2RlZg\"}");
    refuses("has a file 1.jwk that holds a key of 16 bytes", "Make one of at least 32 bytes");
  }

  @Test
  void passwordsAreNoKeys() throws IOException { // BCP-6
    byte[] password = "correct horse battery staple, said the sign".getBytes(UTF_8);
    write("1.jwk", "{\"kty\":\"oct\",\"k\":\"" + Base64Url.encode(password) + "\"}");

    refuses(
        "has a file 1.jwk that holds a password or a pattern instead of random bytes",
        "Make a new key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 7515 A.1
        "{'kty':'oct','k':'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow'}",
        // RFC 7515 A.2, the public half
        "{'kty':'RSA','e':'AQAB','n':'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ'}",
        // RFC 7515 A.3
        "{'kty':'EC','crv':'P-256','x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU','y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0','d':'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI'}",
        // RFC 8037 A.1
        "{'kty':'OKP','crv':'Ed25519','d':'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}"
      })
  void sampleKeysAreRefused(String jwk) throws IOException { // FAULTS, CVE-2016-4437
    write("1.jwk", jwk.replace('\'', '"'));

    refuses(
        "has a file 1.jwk that holds a sample key that everybody knows", "Make a key of your own");
  }

  @Test
  void aKeyThatContradictsItselfIsRefused() throws IOException { // BCP-2, JWK-2
    Map<String, Object> jwk = jwkOf("1.jwk");
    jwk.put("alg", "ES384");
    write("1.jwk", Json.write(jwk));
    refuses(
        "has a file 1.jwk that states an alg that its key is not for",
        "Write \"alg\":\"ES256\", or remove it");

    jwk.put("alg", "ES256");
    jwk.put("use", "both");
    rewrite("1.jwk", Json.write(jwk));
    refuses(
        "has a file 1.jwk that states a use that is not sig",
        "Make a key for signatures, or remove use");

    jwk.put("use", "sig");
    jwk.put("key_ops", List.of("encrypt"));
    rewrite("1.jwk", Json.write(jwk));
    refuses(
        "has a file 1.jwk that states key_ops that are not sign and verify",
        "Make a key for signatures, or remove it");
  }

  @Test
  void halvesOfTwoKeysAreRefused() throws IOException {
    Map<String, Object> jwk = jwkOf("1.jwk");
    Map<String, Object> other = jwkOf("2.jwk");
    jwk.put("d", requireNonNull(other.get("d")));
    write("1.jwk", Json.write(jwk));

    refuses(
        "has a file 1.jwk that holds halves that do not belong together",
        "Make a new key, or export it again");
  }

  @Test
  void aPointBesideTheCurveIsRefused() throws IOException {
    write(
        "1.jwk",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
            + "\"y\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"}");

    assertThatThrownBy(() -> KeyRing.load(keys, JwsAlgorithm.ES256))
        .isInstanceOf(InvalidKeysException.class)
        .hasMessageContaining("1.jwk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json|is not JSON: not an object at character 0|Make a new key, or export it again",
        "{'keys':[]}|is a JWK set|Put each key into a file of its own",
        "{'kty':'EC','crv':'P-521'}|is of a kind that is not used here|"
            + "Use EC P-256, OKP Ed25519, RSA or oct",
        "{}|is of a kind that is not used here|Use EC P-256, OKP Ed25519, RSA or oct",
        "{'kty':'EC','crv':'P-256','x':1}|is not a complete JWK|"
            + "Make a new key, or export it again",
        "{'kty':'oct'}|is not a complete JWK|Make a new key, or export it again",
      })
  void whatIsNoKeyIsRefused(String content, String problem, String fix) throws IOException {
    write("1.jwk", content.replace('\'', '"'));

    refuses("has a file 1.jwk that " + problem, fix);
  }

  @Test
  void otherPemFilesAreRefused() throws Exception {
    write("1.pem", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
    refuses(
        "has a file 1.pem that is not one PKCS#8 private or one public key",
        "Convert it: openssl pkcs8 -topk8 -nocrypt -in 1.pem -out new.pem");

    rewrite("1.pem", pem("PRIVATE", generator("EC", "secp384r1").generateKeyPair().getPrivate()));
    refuses(
        "has a file 1.pem that holds no EC P-256, Ed25519 or RSA key",
        "Make a new key, or export it again");

    rewrite("1.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    refuses(
        "has a file 1.pem that holds no EC P-256, Ed25519 or RSA key",
        "Make a new key, or export it again");
  }

  @Test
  void messagesNeverHoldThePrivateKey() throws IOException {
    Map<String, Object> jwk = jwkOf("1.jwk");
    String d = String.valueOf(jwk.get("d"));
    jwk.remove("y");
    write("1.jwk", Json.write(jwk));

    assertThatThrownBy(() -> KeyRing.load(keys, JwsAlgorithm.ES256))
        .hasNoCause()
        .message()
        .doesNotContain(d);
  }

  private void refuses(String problem, String fix) {
    assertThatThrownBy(() -> KeyRing.load(keys, JwsAlgorithm.ES256))
        .isInstanceOf(InvalidKeysException.class)
        .hasMessage("The key directory " + problem + ". " + fix + ".");
  }

  private Map<String, Object> jwkOf(String name) throws IOException {
    files.writeKey(name, JwsAlgorithm.ES256, NOW);
    String content = Files.readString(keys.resolve(name));
    Files.delete(keys.resolve(name));
    try {
      return new LinkedHashMap<>(Json.readObject(content));
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  private void rewrite(String name, String content) throws IOException {
    Files.delete(keys.resolve(name));
    write(name, content);
  }

  private void write(String name, String content) throws IOException {
    Path file = Files.writeString(keys.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static KeyPairGenerator generator(String kind, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator;
  }

  private static String pem(String which, Key key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN " + which + " KEY-----\n" + base64 + "\n-----END " + which + " KEY-----\n";
  }
}
