package dev.postern.token;

import static dev.postern.token.TokenFixture.ALICE;
import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.LogCapture;
import dev.postern.config.RandomSecrets;
import dev.postern.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key directory that changes while it is in use. */
class WatchedKeysTest {

  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration LEAD = Duration.ofHours(24);
  private static final Instant LATER = NOW.plus(POLL);

  @TempDir private Path directory;

  private NewKeyFiles files;
  private String first;

  @BeforeEach
  void makeFirstKey() throws IOException {
    files = new NewKeyFiles(directory, RANDOM);
    files.writeSecretUnlessThere();
    first = files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW.minusSeconds(60));
  }

  @Test
  void theNextKeyIsPublishedBeforeItSigns() throws IOException { // ROT-1
    WatchedKeys keys = watch();
    Instant due = NOW.plus(LEAD);
    String next = files.writeKey("2.jwk", JwsAlgorithm.ES256, due);

    assertThat(keys.at(LATER).keyIds(LATER)).containsExactly(first, next);
    assertThat(jwks(keys, LATER)).contains(first, next);
    assertThat(signer(keys, due.minusNanos(1))).isEqualTo(first);
    assertThat(signer(keys, due)).isEqualTo(next);
  }

  @Test
  void theRetiredKeyVerifiesUntilItsLastTokenIsOver() throws IOException { // ROT-1
    Instant due = NOW.plus(LEAD);
    files.writeKey("2.jwk", JwsAlgorithm.ES256, due);
    WatchedKeys keys = watch();
    TokenFixture fixture = new TokenFixture(keys.at(NOW), TokenFormat.JWS);
    JwtVerifier verifier = new JwtVerifier(keys, TokenFixture.profile(TokenFormat.JWS));
    Instant lastMoment = due.minusSeconds(1);
    Instant expiry = lastMoment.plusSeconds(300);
    String last = fixture.issuer.issue(TokenType.ACCESS, ALICE, lastMoment, expiry).text();
    Instant stillGood = expiry.plusSeconds(30).minusNanos(1);
    Instant over = due.plus(TokenFixture.profile(TokenFormat.JWS).keyLife());

    assertThat(verifier.verify(last, TokenType.ACCESS, stillGood))
        .isInstanceOf(JwtResult.Verified.class);
    assertThat(jwks(keys, stillGood)).contains(first);
    assertThat(jwks(keys, over)).doesNotContain(first);
    assertThat(verifier.verify(last, TokenType.ACCESS, over))
        .isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
  }

  @Test
  void aKeyWhoseTimeIsOverWhenItAppearsIsPublishedFirst() throws IOException { // ROT-1
    WatchedKeys keys = watch();
    keys.at(NOW);
    String late = files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW.minusSeconds(1));

    assertThat(signer(keys, LATER)).isEqualTo(first);
    assertThat(signer(keys, LATER.plus(LEAD).minusNanos(1))).isEqualTo(first);
    assertThat(signer(keys, LATER.plus(LEAD))).isEqualTo(late);
  }

  @Test
  void aKeyWithoutATimeSignsAfterItsPublication() throws IOException { // ROT-1
    WatchedKeys keys = watch();
    keys.at(NOW);
    KeyRing other = KeyRing.ephemeral(JwsAlgorithm.ES256, RANDOM);
    write("0.jwk", Json.write(NewJwk.generate(JwsAlgorithm.ES256, RANDOM)));
    write("9.jwk", Json.write(other.signingKey(NOW).publicMembers()));

    assertThat(signer(keys, LATER)).isEqualTo(first);
    assertThat(signer(keys, LATER.plus(LEAD))).isNotIn(first, other.keyIds(NOW).get(0));
  }

  @Test
  void aRemovedKeyIsVoidAfterThePollInterval() throws IOException { // ROT-4
    String next = files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW.plus(LEAD));
    WatchedKeys keys = watch();
    JwtVerifier verifier = new JwtVerifier(keys, TokenFixture.profile(TokenFormat.JWS));
    String token = new TokenFixture(keys.at(NOW), TokenFormat.JWS).token();
    assertThat(verifier.verify(token, TokenType.ACCESS, NOW))
        .isInstanceOf(JwtResult.Verified.class);

    Files.delete(directory.resolve("1.jwk"));

    assertThat(verifier.verify(token, TokenType.ACCESS, LATER))
        .as("remembered, and void all the same")
        .isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
    assertThat(signer(keys, LATER)).as("the nearest takes over").isEqualTo(next);
    assertThat(jwks(keys, LATER)).doesNotContain(first);
  }

  @Test
  void removalDoesNotWaitForAFileThatIsHalfWritten() throws IOException { // ROT-4
    files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW.plus(LEAD));
    WatchedKeys keys = watch();
    keys.at(NOW);

    Files.delete(directory.resolve("1.jwk"));
    write("3.jwk", "{\"kty\":\"EC\",\"crv\":\"P-2");

    assertThat(keys.at(LATER).keyIds(LATER)).hasSize(1).doesNotContain(first);
  }

  @Test
  void aHalfWrittenFileKeepsTheLastGoodRingAndIsLoggedOnce() throws IOException {
    WatchedKeys keys = watch();
    KeyRing good = keys.at(NOW);
    Path half = write("2.jwk", "{\"kty\":\"EC\",\"crv\":\"P-2");
    try (LogCapture log = new LogCapture(WatchedKeys.class)) {
      for (int i = 1; i < 5; i++) {
        assertThat(keys.at(NOW.plus(POLL.multipliedBy(i)))).isSameAs(good);
      }
      assertThat(log.lines()).hasSize(1).first().asString().contains("event=keys-unreadable");

      Files.delete(half);
      String whole = files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW.plus(LEAD));
      Instant later = NOW.plus(POLL.multipliedBy(5));
      assertThat(keys.at(later).keyIds(later)).containsExactly(first, whole);
    }
  }

  @Test
  void twoFilesWithOneKeyChangeNothing() throws IOException { // JWK-3
    WatchedKeys keys = watch();
    KeyRing good = keys.at(NOW);
    Files.copy(
        directory.resolve("1.jwk"), directory.resolve("2.jwk"), StandardCopyOption.COPY_ATTRIBUTES);

    assertThat(keys.at(LATER)).isSameAs(good);
  }

  @Test
  void withoutAnyKeyNothingIsSignedAndItsReturnHeals() throws IOException {
    WatchedKeys keys = watch();
    JwtIssuer issuer = new JwtIssuer(keys, TokenFixture.profile(TokenFormat.JWS), RANDOM);
    keys.at(NOW);
    Path away = directory.resolve("away");
    Files.move(directory.resolve("1.jwk"), away);

    assertThatThrownBy(() -> issuer.issue(TokenType.ACCESS, ALICE, LATER, LATER.plusSeconds(60)))
        .isInstanceOf(KeysUnavailableException.class);

    Files.move(away, directory.resolve("1.jwk"));
    Instant later = LATER.plus(POLL);
    assertThat(issuer.issue(TokenType.ACCESS, ALICE, later, later.plusSeconds(60)).text())
        .isNotEmpty();
  }

  @Test
  void whatStatesAnExpiryEndsThen() throws IOException {
    var jwk = NewJwk.generate(JwsAlgorithm.EDDSA, RANDOM);
    jwk.put("exp", NOW.plusSeconds(9).getEpochSecond());
    write("2.jwk", Json.write(jwk));
    String id = NewJwk.idOf(jwk);
    WatchedKeys keys = watch();

    assertThat(jwks(keys, NOW)).contains(id);
    assertThat(jwks(keys, NOW.plusSeconds(9))).doesNotContain(id);
  }

  @Test
  void aClockThatIsSetBackDoesNotStopThePoll() throws IOException {
    WatchedKeys keys = watch();
    keys.at(NOW);
    Files.delete(directory.resolve("1.jwk"));
    files.writeKey("2.jwk", JwsAlgorithm.ES256, NOW);

    Instant before = NOW.minus(Duration.ofHours(1));
    assertThat(signer(keys, before)).isNotEqualTo(first);
  }

  private WatchedKeys watch() {
    return new WatchedKeys(
        new KeyDirectory(directory, JwsAlgorithm.ES256),
        new KeySettings(LEAD, POLL, Optional.empty(), RandomSecrets.ofAppSecret()));
  }

  private static String signer(KeySource keys, Instant now) {
    return keys.at(now).signingKey(now).id();
  }

  private static String jwks(KeySource keys, Instant now) {
    return keys.at(now).publicJwks(now, TokenFixture.profile(TokenFormat.JWS).keyLife());
  }

  private Path write(String name, String content) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
