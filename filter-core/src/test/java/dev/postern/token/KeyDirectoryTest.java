package dev.postern.token;

import static dev.postern.token.TokenFixture.ALICE;
import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys a directory gives. */
class KeyDirectoryTest {

  @TempDir private Path keys;

  private NewKeyFiles files;

  @BeforeEach
  void makeSecret() throws IOException {
    files = new NewKeyFiles(keys, RANDOM);
    files.writeSecretUnlessThere();
  }

  @Test
  void theLastPrivateKeyOfTheAlgorithmSigns() throws IOException {
    String first = files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    String second = files.writeKey("2.json", JwsAlgorithm.ES256, NOW);
    String other = files.writeKey("3.jwk", JwsAlgorithm.EDDSA, NOW);

    KeyRing ring = KeyRing.load(keys, JwsAlgorithm.ES256);

    assertThat(ring.keyIds(NOW)).containsExactly(second, first, other);
  }

  @Test
  void theFileActiveNamesTheKeyThatSigns() throws IOException {
    String first = files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    String next = files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW);
    write("active", "1.jwk\n");

    assertThat(KeyRing.load(keys, JwsAlgorithm.ES256).keyIds(NOW)).containsExactly(first, next);
  }

  @Test
  void anOldKeyStillVerifies() throws IOException { // ROT-1
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    KeyRing before = KeyRing.load(keys, JwsAlgorithm.ES256);
    String token = new TokenFixture(before, TokenFormat.JWS).token();
    String sealed = new TokenFixture(before, TokenFormat.JWE).token();
    files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW);

    KeyRing after = KeyRing.load(keys, JwsAlgorithm.ES256);

    assertThat(after.keyIds(NOW).get(0)).isNotEqualTo(before.keyIds(NOW).get(0));
    assertThat(new TokenFixture(after, TokenFormat.JWS).verify(token))
        .isInstanceOf(JwtResult.Verified.class);
    assertThat(new TokenFixture(after, TokenFormat.JWE).verify(sealed))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void aPublicKeyVerifiesAndNeverSigns() throws IOException {
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    KeyRing other = KeyRing.ephemeral(JwsAlgorithm.ES256, RANDOM);
    write("9.jwk", Json.write(other.signingKey(NOW).publicMembers()));

    KeyRing ring = KeyRing.load(keys, JwsAlgorithm.ES256);

    assertThat(ring.keyIds(NOW)).last().isEqualTo(other.keyIds(NOW).get(0));
    assertThat(
            new TokenFixture(ring, TokenFormat.JWS)
                .verify(new TokenFixture(other, TokenFormat.JWS).token()))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @ParameterizedTest
  @CsvSource({"EC,ES256", "Ed25519,EDDSA", "RSA,PS256", "RSA,RS256"})
  void pemFilesAreKeysToo(String kind, JwsAlgorithm algorithm) throws Exception {
    var pair = generator(kind, "secp256r1").generateKeyPair();
    write("1.pem", pem("PRIVATE", pair.getPrivate()));
    KeyRing signing = KeyRing.load(keys, algorithm);
    Files.delete(keys.resolve("1.pem"));
    write("1.pem", pem("PUBLIC", pair.getPublic()));
    String another = files.writeKey("2.jwk", algorithm, NOW);
    KeyRing verifying = KeyRing.load(keys, algorithm);

    TokenFixture fixture = new TokenFixture(signing, TokenFormat.JWS);
    String token = fixture.issuer.issue(TokenType.ACCESS, ALICE, NOW, NOW.plusSeconds(60)).text();

    assertThat(verifying.keyIds(NOW)).containsExactly(another, signing.keyIds(NOW).get(0));
    assertThat(new TokenFixture(verifying, TokenFormat.JWS).verify(token))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void otherFilesAreNotLookedAt() throws IOException {
    String id = files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    write("README", "notes");
    write(".2.jwk", "swap file");

    assertThat(KeyRing.load(keys, JwsAlgorithm.ES256).keyIds(NOW)).containsExactly(id);
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
