package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.TestSettings;
import dev.postern.identity.Identity;
import dev.postern.json.JsonNull;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of other issuers, whose documents have the shape of those in use. */
class TrustedIssuersTest {

  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration COOL_DOWN = Duration.ofSeconds(30);
  private static final Duration MAX_AGE = Duration.ofHours(24);

  private IssuerServer keycloak;
  private IssuerServer auth0;
  private IssuerServer entra;
  private TrustedIssuers issuers;

  @BeforeEach
  void startIssuers() throws IOException {
    keycloak = new IssuerServer("/realms/shop", "ES256");
    auth0 = new IssuerServer("", "RS256");
    entra = new IssuerServer("/tenant/v2.0", "RS256");
    issuers =
        trusting(
            "keycloak %s audience=parcels roles=realm_access.roles typ=JWT algorithms=ES256,RS256"
                .formatted(keycloak.issuer()),
            "auth0 %s audience=https://parcels.example jwks=%s/keys typ=JWT,at+jwt roles=https://parcels.example/roles"
                .formatted(auth0.issuer(), auth0.issuer()),
            "entra %s audience=6e74172b roles=roles typ=JWT".formatted(entra.issuer()));
  }

  @AfterEach
  void stopIssuers() {
    keycloak.close();
    auth0.close();
    entra.close();
  }

  @Test
  void aTokenOfTheShapeOfKeycloakIsTaken() {
    VerifiedJwt jwt = good(keycloak.token("JWT", keycloakClaims()));

    assertThat(jwt.subject()).contains("keycloak|5f0c2c6e");
    assertThat(jwt.claims().get("roles")).isEqualTo(List.of("clerk", "offline_access"));
    assertThat(jwt.text("scope")).contains("openid profile");
    assertThat(jwt.text("sid")).as("no grant of ours has it").isEmpty();
    assertThat(jwt.id()).isEqualTo("keycloak|onrtro:9d1");
    assertThat(jwt.keyId()).isEqualTo("keycloak|key-1");
    assertThat(jwt.claims()).doesNotContainKey(Identity.CLIENT);
  }

  @Test
  void aTokenOfTheShapeOfAuth0IsTaken() {
    Map<String, Object> claims = claims(auth0, "auth0|5f7c8ec7c33c6c004bbafe82");
    claims.put("aud", List.of("https://parcels.example", auth0.issuer() + "/userinfo"));
    claims.put("azp", "my_client_id");
    claims.put("scope", "openid read:parcels");
    claims.put("https://parcels.example/roles", List.of("clerk"));

    VerifiedJwt jwt = good(auth0.token("JWT", claims));

    assertThat(jwt.subject()).contains("auth0|auth0|5f7c8ec7c33c6c004bbafe82");
    assertThat(jwt.claims().get("roles")).isEqualTo(List.of("clerk"));
    assertThat(jwt.id()).as("there is no jti").startsWith("auth0||").hasSize(7 + 43);
  }

  @Test
  void aTokenOfTheShapeOfEntraIsTaken() {
    // Its keys state no alg, and its headers have a thumbprint, which nothing is fetched by.
    Map<String, Object> entry = entra.entry();
    entry.remove("alg");
    entry.put("x5c", List.of("MIIC"));
    entra.publish(List.of(entry));
    Map<String, Object> claims = claims(entra, "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ");
    claims.put("aud", "6e74172b");
    claims.put("azp", "0d5a1b7e");
    claims.put("ver", "2.0");
    claims.put("scp", "access_as_user");
    claims.put("roles", List.of("Parcels.Clerk"));
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "RS256");
    header.put("x5t", "L1KfKFI_jnXbwWc22xZxw1sUHH0");
    header.put("kid", "key-1");

    VerifiedJwt jwt = good(entra.sign(header, claims));

    assertThat(jwt.claims().get("roles")).isEqualTo(List.of("Parcels.Clerk"));
    assertThat(jwt.text("scope")).contains("access_as_user");
  }

  @Test
  void aTokenThatAClientGotForItselfIsNoUsers() { // AT-5
    Map<String, Object> plain = claims(keycloak, "batch");
    plain.put("client_id", "batch");
    Map<String, Object> serviceAccount = claims(keycloak, "77d1");
    serviceAccount.put("azp", "batch");
    serviceAccount.put("preferred_username", "service-account-batch");
    Map<String, Object> auth0s = claims(keycloak, "batch@clients");
    auth0s.put("azp", "batch");
    auth0s.put("gty", "client-credentials");
    Map<String, Object> entras = claims(keycloak, "oid-4");
    entras.put("azp", "batch");
    entras.put("idtyp", "app");
    for (Map<String, Object> claims : List.of(plain, serviceAccount, auth0s, entras)) {
      VerifiedJwt jwt = good(keycloak.token("JWT", claims));

      assertThat(jwt.subject()).contains("keycloak||batch");
      assertThat(jwt.claims()).containsEntry(Identity.CLIENT, "batch");
    }
    refused(keycloak.token("JWT", claims(keycloak, "|batch")), JwtProblem.INVALID_CLAIM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"roles", "groups", "entitlements", "urn.shop.roles", "shop.deep.roles"})
  void rolesAreFoundUnderTheClaimThatIsNamed(String path) { // AT-4
    TrustedIssuers named =
        trusting(
            "keycloak %s audience=parcels typ=JWT algorithms=ES256 roles=%s"
                .formatted(keycloak.issuer(), path));
    Map<String, Object> claims = claims(keycloak, "5f0c");
    claims.put("urn.shop.roles", List.of("clerk"));
    claims.put("shop", Map.of("deep", Map.of("roles", List.of("clerk"))));
    claims.putIfAbsent(path, List.of("clerk"));
    claims.remove("shop.deep.roles");

    JwtResult result = named.verify(keycloak.token("JWT", claims), NOW).orElseThrow();

    assertThat(((JwtResult.Verified) result).jwt().claims().get("roles"))
        .isEqualTo(List.of("clerk"));
  }

  @Test
  void subjectsOfTwoIssuersNeverMeet() { // BCP-9
    Map<String, Object> other = claims(entra, "5f0c2c6e");
    other.put("aud", "6e74172b");

    assertThat(good(keycloak.token("JWT", keycloakClaims())).subject())
        .isNotEqualTo(good(entra.token("JWT", other)).subject());
  }

  @Test
  void aKeyOfOneIssuerNeverVerifiesATokenOfAnother() { // BCP-9
    refused(entra.token("JWT", keycloakClaims()), JwtProblem.WRONG_ALGORITHM);
    auth0.publish(List.of(entra.entry()));
    Map<String, Object> forged = claims(auth0, "auth0|1");
    forged.put("aud", "https://parcels.example");
    entra.rotate("key-1");
    refused(entra.token("at+jwt", forged), JwtProblem.FORGED);
  }

  @Test
  void whatIsNobodysIsLeftToUs() {
    Map<String, Object> claims = keycloakClaims();
    claims.put("iss", keycloak.issuer() + "/");

    assertThat(issuers.verify(keycloak.token("JWT", claims), NOW)).isEmpty(); // JWT-5
    assertThat(issuers.verify(TokenFixture.signing(JwsAlgorithm.ES256).token(), NOW)).isEmpty();
  }

  @Test
  void idTokensAndLogoutTokensAreNoAccessTokens() { // BCP-12
    for (String mark : List.of("at_hash", "events")) {
      Map<String, Object> claims = keycloakClaims();
      claims.put(mark, Map.of());
      refused(keycloak.token("JWT", claims), JwtProblem.WRONG_TYPE);
    }
    Map<String, Object> unsaid = keycloakClaims();
    unsaid.put("cnf", JsonNull.NULL);
    refused(keycloak.token("JWT", unsaid), JwtProblem.WRONG_TYPE);
    Map<String, Object> claims = keycloakClaims();
    claims.put("nonce", "n-1");
    assertThat(good(keycloak.token("JWT", claims)).subject()).contains("keycloak|5f0c2c6e");
    claims.remove("typ");
    refused(keycloak.token("JWT", claims), JwtProblem.WRONG_TYPE);
    claims.put("typ", "ID");
    refused(keycloak.token("JWT", claims), JwtProblem.WRONG_TYPE);
    refused(keycloak.token("logout+jwt", keycloakClaims()), JwtProblem.WRONG_TYPE);
    refused(keycloak.token("at+jwt", keycloakClaims()), JwtProblem.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "azp", "appid"})
  void whereClientsAreNamedOnlyTheirTokensAreTaken(String claim) { // AT-3
    TrustedIssuers named =
        trusting(
            "keycloak %s audience=parcels clients=parcels-web,desk typ=JWT algorithms=ES256"
                .formatted(keycloak.issuer()));
    Map<String, Object> claims = claims(keycloak, "5f0c");
    for (String client : List.of("parcels-web", "desk")) {
      claims.put(claim, client);
      assertThat(named.verify(keycloak.token("JWT", claims), NOW))
          .get()
          .isInstanceOf(JwtResult.Verified.class);
    }
    claims.put(claim, "another");
    String others = keycloak.token("JWT", claims);
    claims.remove(claim);
    for (String token : List.of(others, keycloak.token("JWT", claims))) {
      assertThat(named.verify(token, NOW)).contains(new JwtResult.Refused(JwtProblem.WRONG_CLIENT));
    }
  }

  @Test
  void toWhomATokenIsBoundIsSaidHoweverOftenItIsShown() { // DP-2
    Map<String, Object> claims = keycloakClaims();
    claims.put("cnf", Map.of("jkt", "x"));
    String token = keycloak.token("JWT", claims);

    for (int time = 0; time < 2; time++) {
      assertThat(issuers.verify(token, NOW).orElseThrow())
          .isInstanceOfSatisfying(
              JwtResult.Verified.class,
              verified ->
                  assertThat(verified.jwt().claims()).containsEntry("cnf", Map.of("jkt", "x")));
    }
  }

  @Test
  void aTokenThatKeycloakBoundToAKeyIsAnAccessToken() { // DP-1
    Map<String, Object> claims = keycloakClaims();
    claims.put("typ", "DPoP");
    refused(keycloak.token("JWT", claims), JwtProblem.WRONG_TYPE);
    claims.put("cnf", Map.of("x5t#S256", "x"));
    refused(keycloak.token("JWT", claims), JwtProblem.WRONG_TYPE);
    claims.put("cnf", Map.of("jkt", "x"));

    assertThat(good(keycloak.token("JWT", claims)).claims())
        .containsEntry("cnf", Map.of("jkt", "x"));
  }

  @Test
  void aTokenThatIsShownAgainIsReadOnceAndJudgedEachTime() {
    Map<String, Object> claims = keycloakClaims();
    long expiry = NOW.getEpochSecond() + 60;
    claims.put("exp", expiry);
    String token = keycloak.token("JWT", claims);

    VerifiedJwt first = good(token);

    assertThat(good(token)).isSameAs(first);
    assertThat(issuers.verify(token, Instant.ofEpochSecond(expiry).plusSeconds(30)))
        .contains(new JwtResult.Refused(JwtProblem.EXPIRED));
  }

  @Test
  void audienceAndTimesAreChecked() { // BCP-10, JWT-3, JWT-4
    refused(changed("aud", "others"), JwtProblem.WRONG_AUDIENCE);
    refused(changed("aud", List.of()), JwtProblem.WRONG_AUDIENCE);
    refused(changed("exp", NOW.getEpochSecond() - 30), JwtProblem.EXPIRED);
    refused(changed("nbf", NOW.getEpochSecond() + 31), JwtProblem.NOT_YET_VALID);
    refused(changed("iat", NOW.getEpochSecond() + 31), JwtProblem.NOT_YET_VALID);
    refused(changed("auth_time", NOW.getEpochSecond() + 31), JwtProblem.NOT_YET_VALID);
    good(changed("auth_time", NOW.getEpochSecond() + 30));
    refused(changed("exp", NOW.getEpochSecond() + 90_000), JwtProblem.LIVES_TOO_LONG);
    for (String name : List.of("iat", "exp", "sub", "aud")) {
      Map<String, Object> claims = keycloakClaims();
      claims.remove(name);
      assertThat(issuers.verify(keycloak.token("JWT", claims), NOW))
          .get()
          .isInstanceOf(JwtResult.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc"})
  void headersThatBringAKeyOrAMeaningAlongAreRefused(String name) { // BCP-11, JWT-7, JWT-8
    Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "ES256", "typ", "JWT"));
    header.put("kid", "key-1");
    header.put(name, keycloak.issuer() + "/keys");

    refused(keycloak.sign(header, keycloakClaims()), JwtProblem.MALFORMED);
    assertThat(keycloak.fetches).hasValue(0);
  }

  @Test
  void theHigherTwinOfASignatureIsTakenAndDeniedWithIt() { // JWT-9
    String token = keycloak.token("JWT", claimsWithoutId());
    int dot = token.lastIndexOf('.') + 1;
    byte[] signature = Base64Url.decode(token.substring(dot)).orElseThrow();
    String twin = token.substring(0, dot) + Base64Url.encode(EcdsaSignature.twin(signature));

    assertThat(good(twin).id()).isEqualTo(good(token).id());
    refused(token.substring(0, dot) + Base64Url.encode(new byte[64]), JwtProblem.FORGED);
    refused(
        token.substring(0, dot) + Base64Url.encode(Arrays.copyOf(signature, 63)),
        JwtProblem.FORGED);
  }

  @Test
  void aFloodOfUnknownKeysAsksTheIssuerOncePerCoolDown() throws Exception { // ROT-2
    good(keycloak.token("JWT", keycloakClaims()));
    assertThat(keycloak.fetches).hasValue(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> flood = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      String prefix = "unknown-" + thread + "-";
      flood.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = 0; i < 50; i++) {
                  refused(withKeyId(prefix + i), JwtProblem.UNKNOWN_KEY);
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> each : flood) {
      each.get();
    }
    threads.shutdown();

    assertThat(keycloak.fetches).hasValue(2);
  }

  @Test
  void aNewKeyIsFetchedWhenATokenNamesIt() { // ROT-2
    good(keycloak.token("JWT", keycloakClaims()));
    keycloak.rotate("key-2");

    good(keycloak.token("JWT", keycloakClaims()), NOW.plusSeconds(1));
    keycloak.rotate("key-3");
    Instant soon = NOW.plusSeconds(2);
    assertThat(issuers.verify(keycloak.token("JWT", keycloakClaims()), soon))
        .contains(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
    good(keycloak.token("JWT", keycloakClaims()), NOW.plusSeconds(1).plus(COOL_DOWN));
  }

  @Test
  void aKeyThatItsIssuerWithdrawsLeaves() { // ROT-4
    String token = keycloak.token("JWT", keycloakClaims());
    good(token);
    keycloak.rotate("key-2");

    good(token, NOW.plus(REFRESH).minusNanos(1));
    assertThat(issuers.verify(token, NOW.plus(REFRESH)))
        .contains(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
  }

  @Test
  void aKeyIdThatComesBackWithAnotherKeyForgetsWhatTheFirstSigned() {
    String token = keycloak.token("JWT", keycloakClaims());
    good(token);
    keycloak.rotate("key-1");

    assertThat(issuers.verify(token, NOW.plus(REFRESH)))
        .contains(new JwtResult.Refused(JwtProblem.FORGED));
  }

  @Test
  void theLastKeysStayWhileTheIssuerIsDownUpToTheirGreatestAge() { // ROT-3
    Map<String, Object> claims = keycloakClaims();
    claims.put("exp", NOW.plus(MAX_AGE).getEpochSecond());
    String token = keycloak.token("JWT", claims);
    good(token);
    keycloak.answer(500);

    good(token, NOW.plus(REFRESH));
    good(token, NOW.plus(MAX_AGE).minusNanos(1));
    Instant tooOld = NOW.plus(MAX_AGE);
    assertThatThrownBy(() -> issuers.verify(token, tooOld))
        .isInstanceOf(KeysUnavailableException.class);

    keycloak.answer(200);
    Map<String, Object> fresh = keycloakClaims();
    fresh.put("iat", tooOld.getEpochSecond());
    fresh.put("exp", tooOld.getEpochSecond() + 3600);
    good(keycloak.token("JWT", fresh), tooOld.plus(COOL_DOWN));
  }

  @Test
  void anIssuerThatNeverAnsweredIsAnOutageAndIsAskedOncePerCoolDown() { // ROT-3
    keycloak.answer(503);
    String token = keycloak.token("JWT", keycloakClaims());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> issuers.verify(token, NOW))
          .isInstanceOf(KeysUnavailableException.class);
    }
    keycloak.answer(200);
    assertThatThrownBy(() -> issuers.verify(token, NOW.plus(COOL_DOWN).minusNanos(1)))
        .isInstanceOf(KeysUnavailableException.class);
    good(token, NOW.plus(COOL_DOWN));
  }

  @Test
  void whatIsNotForUsInASetIsPassedOver() throws IOException { // JWK-1, JWK-2, BCP-2
    Map<String, Object> good = keycloak.entry();
    Map<String, Object> encrypts = new LinkedHashMap<>(good);
    encrypts.put("kid", "enc");
    encrypts.put("use", "enc");
    Map<String, Object> signs = new LinkedHashMap<>(good);
    signs.put("kid", "ops");
    signs.put("key_ops", List.of("sign"));
    Map<String, Object> strange = Map.of("kty", "AKP", "kid", "new", "alg", "ML-DSA-44");
    Map<String, Object> otherCurve = new LinkedHashMap<>(good);
    otherCurve.put("kid", "curve");
    otherCurve.put("crv", "P-384");
    Map<String, Object> bound = new LinkedHashMap<>(good);
    bound.put("kid", "alg");
    bound.put("alg", "ES384");
    Map<String, Object> shown = new LinkedHashMap<>(NewJwk.generate(JwsAlgorithm.ES256, RANDOM));
    shown.put("kid", "private");
    Map<String, Object> symmetric = Map.of("kty", "oct", "kid", "oct", "k", "AAAA");
    Map<String, Object> offCurve = new LinkedHashMap<>(good);
    offCurve.put("kid", "point");
    offCurve.put("x", Base64Url.encode(new byte[32]));
    keycloak.publish(
        List.of(
            encrypts,
            signs,
            strange,
            otherCurve,
            bound,
            shown,
            symmetric,
            offCurve,
            Map.of(),
            good));

    good(keycloak.token("JWT", keycloakClaims()));
    for (String id : List.of("enc", "ops", "new", "curve", "alg", "private", "oct", "point")) {
      refused(withKeyId(id), JwtProblem.UNKNOWN_KEY);
    }
  }

  @Test
  void aSetWithOneIdTwiceIsNoSet() { // JWK-3
    keycloak.publish(List.of(keycloak.entry(), keycloak.entry()));
    String token = keycloak.token("JWT", keycloakClaims());

    assertThatThrownBy(() -> issuers.verify(token, NOW))
        .isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void redirectsAreNotFollowed() {
    TrustedIssuers moved =
        trusting(
            "keycloak %s audience=parcels typ=JWT algorithms=ES256 jwks=%s/moved"
                .formatted(keycloak.issuer(), keycloak.issuer()));
    String token = keycloak.token("JWT", keycloakClaims());

    assertThatThrownBy(() -> moved.verify(token, NOW)).isInstanceOf(KeysUnavailableException.class);
    assertThat(keycloak.fetches).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kc http://issuer.example audience=a",
        "kc https://user@issuer.example audience=a",
        "kc https://issuer.example audience=a jwks=http://issuer.example/keys",
        "kc https://issuer.example audience=a jwks=file:///etc/keys",
        "kc https://issuer.example",
        "kc https://issuer.example audience=",
        "kc https://issuer.example audience=a algorithms=HS256",
        "kc https://issuer.example audience=a algorithms=none",
        "kc https://issuer.example audience=a audience=b",
        "kc https://issuer.example audience=a colour=blue",
        "kc https://issuer.example audience=a clients=",
        "kc https://issuer.example clients=a",
        "KC https://issuer.example audience=a",
        "kc https://a.example audience=a; kc https://b.example audience=b",
        "a https://a.example audience=a; b https://a.example audience=b",
        "own us audience=a",
        "kc"
      })
  void aSettingThatTrustsTooMuchOrMeansNothingStopsTheDeployment(String text) {
    assertThatThrownBy(
            () -> TrustedIssuerSettings.from(TestSettings.of("trusted-issuers", text), "us"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("trusted-issuers");
  }

  @Test
  void ourOwnIssuerIsNobodyElses() {
    assertThatThrownBy(
            () ->
                TrustedIssuerSettings.from(
                    TestSettings.of("trusted-issuers", "kc https://us.example audience=a"),
                    "https://us.example"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("token.issuer");
  }

  private static TrustedIssuers trusting(String... lines) {
    TrustedIssuerSettings settings =
        TrustedIssuerSettings.from(
            TestSettings.of("trusted-issuers", String.join("\n", lines)), "us");
    return new TrustedIssuers(settings, Duration.ofSeconds(30), 8192);
  }

  private static Map<String, Object> claims(IssuerServer issuer, String subject) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.issuer());
    claims.put("sub", subject);
    claims.put("aud", List.of("parcels", "account"));
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3600);
    return claims;
  }

  private Map<String, Object> keycloakClaims() {
    Map<String, Object> claims = claimsWithoutId();
    claims.put("jti", "onrtro:9d1");
    return claims;
  }

  private Map<String, Object> claimsWithoutId() {
    Map<String, Object> claims = claims(keycloak, "5f0c2c6e");
    claims.put("typ", "Bearer");
    claims.put("azp", "parcels-web");
    claims.put("sid", "session-7");
    claims.put("acr", "1");
    claims.put("realm_access", Map.of("roles", List.of("clerk", "offline_access", "*")));
    claims.put("resource_access", Map.of("account", Map.of("roles", List.of("view-profile"))));
    claims.put("scope", "openid profile");
    claims.put("preferred_username", "alice");
    claims.put(Identity.CLIENT, "forged");
    return claims;
  }

  private String changed(String name, Object value) {
    Map<String, Object> claims = keycloakClaims();
    claims.put(name, value);
    return keycloak.token("JWT", claims);
  }

  private String withKeyId(String id) {
    return keycloak.sign(Map.of("alg", "ES256", "typ", "JWT", "kid", id), keycloakClaims());
  }

  private VerifiedJwt good(String token) {
    return good(token, NOW);
  }

  private VerifiedJwt good(String token, Instant now) {
    Optional<JwtResult> result = issuers.verify(token, now);
    assertThat(result).get().isInstanceOf(JwtResult.Verified.class);
    return ((JwtResult.Verified) result.orElseThrow()).jwt();
  }

  private void refused(String token, JwtProblem problem) {
    assertThat(issuers.verify(token, NOW)).contains(new JwtResult.Refused(problem));
  }
}
