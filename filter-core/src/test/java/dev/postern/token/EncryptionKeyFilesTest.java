package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which keys of a directory encrypt, and which do not. */
class EncryptionKeyFilesTest {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration LEAD = Duration.ofHours(24);
  private static final JweMethod ECDH =
      new JweMethod(JweAlgorithm.ECDH_ES_A256KW, ContentEncryption.A256GCM);

  @TempDir private Path keys;

  private NewKeyFiles files;

  @BeforeEach
  void makeSigningKey() throws IOException {
    files = new NewKeyFiles(keys, RANDOM);
    files.writeSecretUnlessThere();
    files.writeKey("sig.jwk", JwsAlgorithm.ES256, NOW);
  }

  @ParameterizedTest
  @EnumSource(
      value = JweAlgorithm.class,
      names = {"A256KW", "ECDH_ES_A256KW", "RSA_OAEP_256"})
  void theCommandMakesKeysThatEncrypt(JweAlgorithm algorithm) throws JsonException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);

    int code =
        NewKeyCommand.run(
            List.of("--algorithm", algorithm.headerName(), keys.toString()),
            print,
            print,
            Clock.fixed(NOW, ZoneOffset.UTC));

    KeyRing ring = load();
    EncryptionKey key = ring.encryption().active(algorithm, NOW).orElseThrow();
    assertThat(code).isZero();
    assertThat(out.toString(UTF_8))
        .contains("key id " + key.id() + ".")
        .contains("It encrypts from 2026-11-21T10:00:00Z on.");
    assertThat(ring.keyIds(NOW)).doesNotContain(key.id());
    JweMethod method = new JweMethod(algorithm, ContentEncryption.A256GCM);
    TokenFixture fixture = new TokenFixture(ring, JweMethods.only(method));
    assertThat(fixture.verify(fixture.token())).isInstanceOf(JwtResult.Verified.class);
    Map<String, Object> all = Json.readObject(ring.publicJwks(NOW, LIFE));
    List<?> published = (List<?>) requireNonNull(all.get("keys"));
    if (algorithm.hasPublicHalf()) {
      assertThat(published).hasSize(2);
      Map<?, ?> shown = (Map<?, ?>) published.get(1);
      assertThat(shown.get("kid")).isEqualTo(key.id());
      assertThat(shown.get("use")).isEqualTo("enc");
      assertThat(shown.get("alg")).isEqualTo(algorithm.headerName());
      assertThat(shown.containsKey("d")).isFalse();
    } else {
      assertThat(published).hasSize(1);
    }
  }

  @Test
  void aPemFileSaysByItsNameThatItEncrypts() throws Exception {
    KeyPair pair = pair("EC");
    write("1.enc.pem", pem(pair.getPrivate()));
    KeyPair rsa = pair("RSA");
    write("2.enc.pem", pem(rsa.getPrivate()));

    KeyRing ring = load();

    assertThat(ring.encryption().active(JweAlgorithm.ECDH_ES_A256KW, NOW)).isPresent();
    assertThat(ring.encryption().active(JweAlgorithm.RSA_OAEP_256, NOW)).isPresent();
    assertThat(ring.keyIds(NOW)).hasSize(1);
    Files.delete(keys.resolve("1.enc.pem"));
    write("1.enc.pem", pem(pair("Ed25519").getPrivate()));
    refuses("has a file 1.enc.pem that is of a kind that encrypts nothing", "Use EC P-256 or RSA");
  }

  @Test
  void oneKeyIsNeverForBothUses() throws Exception { // BCP-2, JWK-2
    Map<String, Object> jwk =
        new LinkedHashMap<>(Json.readObject(Files.readString(keys.resolve("sig.jwk"))));
    jwk.put("use", "enc");
    jwk.remove("alg");
    write("enc.jwk", Json.write(jwk));

    refuses("holds one key twice, in sig.jwk and enc.jwk", "Remove one of them");
  }

  @Test
  void aKeyForEncryptionAloneSignsNothing() throws IOException { // JWK-2
    Files.delete(keys.resolve("sig.jwk"));
    files.writeKey("enc.jwk", JweAlgorithm.ECDH_ES_A256KW, NOW);

    assertThatThrownBy(this::load)
        .hasMessageContaining("has no private key for ES256 in a .jwk, .json or .pem file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alg|'ES256'|states an alg that its key is not for|"
            + "Write \"alg\":\"ECDH-ES+A256KW\", or remove it",
        "alg|'ECDH-ES'|states an alg that its key is not for|"
            + "Write \"alg\":\"ECDH-ES+A256KW\", or remove it",
        "key_ops|['sign']|states key_ops that are not of encryption|"
            + "Make a key for encryption, or remove it",
        "key_ops|'deriveKey'|states key_ops that are not of encryption|"
            + "Make a key for encryption, or remove it",
        "nbf|'soon'|states a nbf that is no time|Write seconds since 1970, or remove it",
        "crv|'P-521'|is of a kind that encrypts nothing here|Use EC P-256, RSA or oct",
        "x|1|is not a complete JWK|Make a new key, or export it again",
      })
  void aKeyThatContradictsItselfIsRefused(String member, String value, String what, String fix)
      throws Exception { // BCP-2, JWK-2
    Map<String, Object> jwk = new LinkedHashMap<>(NewJwk.generate(ECDH.algorithm(), RANDOM));
    jwk.put("use", "enc");
    jwk.putAll(Json.readObject("{\"" + member + "\":" + value.replace('\'', '"') + "}"));
    write("enc.jwk", Json.write(jwk));

    refuses("has a file enc.jwk that " + what, fix);
  }

  @Test
  void unfitKeysAreRefused() throws Exception { // BCP-5, BCP-6, JWT-10
    Map<String, Object> jwk = new LinkedHashMap<>(NewJwk.generate(ECDH.algorithm(), RANDOM));
    Map<String, Object> other = NewJwk.generate(ECDH.algorithm(), RANDOM);
    jwk.put("use", "enc");
    Map<String, Object> halves = new LinkedHashMap<>(jwk);
    halves.put("d", requireNonNull(other.get("d")));
    writeOver("enc.jwk", Json.write(halves));
    refuses(
        "has a file enc.jwk that holds halves that do not belong together",
        "Make a new key, or export it again");

    jwk.remove("d");
    writeOver("enc.jwk", Json.write(jwk));
    refuses(
        "has a file enc.jwk that holds only the public half of a key to encrypt with",
        "Bring the private key: tokens are encrypted for ourselves");

    byte[] secret = new byte[64];
    RANDOM.nextBytes(secret);
    writeOver("enc.jwk", oct(secret));
    refuses("has a file enc.jwk that holds a key that is not of 32 bytes", "Make a new key");

    writeOver("enc.jwk", oct("correct horse battery staple, no".getBytes(UTF_8)));
    refuses(
        "has a file enc.jwk that holds a password or a pattern instead of random bytes",
        "Make a new key");

    KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    write("1.enc.pem", pem(weak.generateKeyPair().getPrivate()));
    Files.delete(keys.resolve("enc.jwk"));
    refuses("has a file 1.enc.pem that holds a key of 1024 bits", "Make one of at least 2048 bits");
  }

  @Test
  void theNextKeyIsThereBeforeItEncrypts() throws IOException { // ROT-1
    files.writeKey("1.jwk", JweAlgorithm.ECDH_ES_A256KW, NOW.minusSeconds(60));
    WatchedKeys watched = watched();
    String first = active(watched, NOW);
    TokenFixture before = new TokenFixture(watched.at(NOW), JweMethods.only(ECDH));
    String token = before.token();
    String next = files.writeKey("2.jwk", JweAlgorithm.ECDH_ES_A256KW, NOW.minusSeconds(1));
    Instant seen = NOW.plusSeconds(10);
    Instant due = seen.plus(LEAD);

    assertThat(active(watched, seen)).isEqualTo(first);
    assertThat(watched.at(seen).publicJwks(seen, LIFE)).contains(first, next);
    assertThat(active(watched, due.minusSeconds(1))).isEqualTo(first);
    assertThat(active(watched, due)).isEqualTo(next);
    assertThat(watched.at(due).publicJwks(due, LIFE)).contains(next).doesNotContain(first);
    assertThat(new TokenFixture(watched.at(due), JweMethods.only(ECDH)).verify(token))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void removingTheFileTakesAKeyOutOfUse() throws IOException { // ROT-4
    files.writeKey("1.jwk", JweAlgorithm.ECDH_ES_A256KW, NOW.minusSeconds(60));
    String second = files.writeKey("2.jwk", JweAlgorithm.ECDH_ES_A256KW, NOW.minusSeconds(30));
    WatchedKeys watched = watched();
    String token = new TokenFixture(watched.at(NOW), JweMethods.only(ECDH)).token();
    Files.delete(keys.resolve("2.jwk"));
    write("3.jwk", "half writ");
    Instant later = NOW.plusSeconds(10);

    assertThat(active(watched, later)).isNotEqualTo(second);
    assertThat(new TokenFixture(watched.at(later), JweMethods.only(ECDH)).verify(token))
        .isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
  }

  @Test
  void noKeyIsShown() throws IOException {
    files.writeKey("1.jwk", JweAlgorithm.A256KW, NOW);
    EncryptionKeys encryption = load().encryption();
    EncryptionKey key = encryption.active(JweAlgorithm.A256KW, NOW).orElseThrow();

    assertThat(encryption.toString() + key)
        .contains(key.id())
        .doesNotContain(Base64Url.encode(key.encrypting().getEncoded()));
  }

  private KeyRing load() {
    return KeyRing.load(keys, JwsAlgorithm.ES256);
  }

  private WatchedKeys watched() {
    return new WatchedKeys(
        new KeyDirectory(keys, JwsAlgorithm.ES256), KeySettings.from(TestSettings.of()));
  }

  private static String active(WatchedKeys keys, Instant now) {
    return keys.at(now).encryption().active(ECDH.algorithm(), now).orElseThrow().id();
  }

  private void refuses(String problem, String fix) {
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidKeysException.class)
        .hasMessage("The key directory " + problem + ". " + fix + ".");
  }

  private static String oct(byte[] secret) {
    return Json.write(Map.of("kty", "oct", "use", "enc", "k", Base64Url.encode(secret)));
  }

  private void writeOver(String name, String content) throws IOException {
    Files.deleteIfExists(keys.resolve(name));
    write(name, content);
  }

  private void write(String name, String content) throws IOException {
    Path file = Files.writeString(keys.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static KeyPair pair(String kind) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (kind.equals("EC")) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    } else if (kind.equals("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static String pem(Key key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
