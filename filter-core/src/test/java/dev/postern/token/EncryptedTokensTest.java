package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static dev.postern.token.TokenFixture.part;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key management with every content encryption, and what is made of them by attackers. */
class EncryptedTokensTest {

  /** RSA keys take long to make, so there is one of each kind for all tests. */
  private static final Map<JweAlgorithm, JsonWebKey> MINE = keys();

  private static final Map<JweAlgorithm, JsonWebKey> THEIRS = keys();
  private static final JweMethod ECDH =
      new JweMethod(JweAlgorithm.ECDH_ES_A256KW, ContentEncryption.A256GCM);
  private static final JweMethod WRAP =
      new JweMethod(JweAlgorithm.A256KW, ContentEncryption.A256GCM);

  private final KeyRing ring = ring(MINE);

  static Stream<JweMethod> methods() {
    return Arrays.stream(JweAlgorithm.values())
        .flatMap(
            algorithm ->
                Arrays.stream(ContentEncryption.values())
                    .map(encryption -> new JweMethod(algorithm, encryption)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatWasEncryptedIsReadAgain(JweMethod method) throws JsonException { // BCP-7, JWE-1, JWE-3
    TokenFixture fixture = fixture(method);

    String token = fixture.token();

    assertThat(verified(fixture, token)).isTrue();
    Map<String, Object> header = header(token);
    assertThat(header).containsEntry("cty", "JWT").doesNotContainKey("zip");
    assertThat(header.get("alg") + "/" + header.get("enc")).isEqualTo(method.toString());
    assertThat(part(token, 1).isEmpty()).isEqualTo(method.algorithm() == JweAlgorithm.DIR);
    assertThat(fixture.token()).isNotEqualTo(token);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void anotherKeyReadsNothing(JweMethod method) throws Exception { // JWE-2
    String token = fixture(method).token();
    TokenFixture others = new TokenFixture(ring(THEIRS), JweMethods.only(method));

    assertThat(others.verify(token)).isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
    if (method.algorithm() != JweAlgorithm.DIR) {
      EncryptionKey theirs = others.ring.encryption().active(method.algorithm(), NOW).orElseThrow();
      CompactToken parsed = CompactToken.parse(token, JwtProfile.LONGEST);
      JweHeader header = JweHeader.parse(parsed.segment(0), Set.of(method));
      assertThat(EncryptedTokens.decrypt(parsed, header, theirs.decrypting().orElseThrow()))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aChangedByteAnywhereGivesOneAnswer(JweMethod method) { // JWE-2
    // The attacker changes one byte after the other of wrapped key, vector, text and tag, and
    // learns of padding or length where the answers differ.
    TokenFixture fixture = fixture(method);
    String token = fixture.token();
    for (int part = 1; part < 5; part++) {
      byte[] bytes = Base64Url.decode(part(token, part)).orElseThrow();
      int step = part == 3 ? 7 : Math.max(1, bytes.length / 48);
      for (int at = 0; at < bytes.length; at += step) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << RANDOM.nextInt(8));
        assertThat(fixture.verify(with(token, part, changed)))
            .isEqualTo(new JwtResult.Refused(JwtProblem.FORGED));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aWrappedKeyOfAnyLengthGivesTheSameAnswer(JweMethod method) { // JWE-2
    TokenFixture fixture = fixture(method);
    String token = fixture.token();
    boolean direct = method.algorithm() == JweAlgorithm.DIR;
    JwtProblem answer = direct ? JwtProblem.MALFORMED : JwtProblem.FORGED;
    for (int length : new int[] {1, 8, 16, 24, 39, 40, 41, 48, 255, 256, 383, 384, 385, 512}) {
      byte[] wrapped = new byte[length];
      RANDOM.nextBytes(wrapped);
      assertThat(fixture.verify(with(token, 1, wrapped))).isEqualTo(new JwtResult.Refused(answer));
    }
    if (!direct) {
      assertThat(fixture.verify(with(token, 1, new byte[0])))
          .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void vectorAndTagHaveOneLength(JweMethod method) { // JWE-1
    // CVE class "truncated tag": the attacker guesses a tag of few bytes.
    TokenFixture fixture = fixture(method);
    String token = fixture.token();
    for (int part : new int[] {2, 4}) {
      byte[] whole = Base64Url.decode(part(token, part)).orElseThrow();
      for (int length : new int[] {0, 1, 4, 8, whole.length - 1, whole.length + 1, 64}) {
        assertThat(fixture.verify(with(token, part, Arrays.copyOf(whole, length))))
            .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void encryptionIsNoSignature(JweMethod method) throws Exception { // BCP-4, JWE-3
    // The attacker knows the public key and wraps claims of his own: plain, with alg none, signed
    // by himself, or twice (CVE-2026-29000).
    TokenFixture fixture = fixture(method);
    TokenFixture plain = new TokenFixture(ring, TokenFormat.JWS);
    String claims = Json.write(plain.claims());
    String none = TokenFixture.input("{\"alg\":\"none\"}", claims) + ".";
    String foreign = TokenFixture.signing(JwsAlgorithm.ES256).token();
    for (String payload : List.of(claims, none, foreign, fixture.token(), "", "é")) {
      assertThat(fixture.verify(sealed(payload, method))).isInstanceOf(JwtResult.Refused.class);
    }
    assertThat(fixture.verify(plain.token()))
        .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_FORMAT));
    assertThat(plain.verify(fixture.token()))
        .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_FORMAT));
    assertThat(verified(fixture, sealed(plain.token(), method))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void onlyWhatIsListedIsDecrypted(JweMethod method) { // BCP-1
    String token = fixture(method).token();

    methods()
        .filter(other -> !other.equals(method))
        .forEach(
            other -> {
              assertThat(fixture(other).verify(token))
                  .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
              TokenFixture both = new TokenFixture(ring, new JweMethods(other, Set.of(method)));
              assertThat(verified(both, token)).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("methods")
  void weakOrUnknownMethodsAreRefused(JweMethod method) throws JsonException { // BCP-3, BCP-13
    // The attacker asks for what has a padding oracle, a password, or would be inflated.
    TokenFixture fixture = fixture(method);
    String token = fixture.token();
    for (String alg :
        List.of(
            "RSA1_5",
            "RSA-OAEP",
            "RSA-OAEP-512",
            "PBES2-HS256+A128KW",
            "PBES2-HS512+A256KW",
            "ECDH-ES",
            "ECDH-ES+A128KW",
            "A128KW",
            "A256GCMKW",
            "none",
            "DIR",
            "rsa-oaep-256")) {
      assertThat(fixture.verify(changed(token, "alg", alg)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
    }
    for (String enc : List.of("A128GCM", "A192GCM", "A256CBC-HS512", "a256gcm", "none")) {
      assertThat(fixture.verify(changed(token, "enc", enc)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void noOtherMemberOfAHeaderIsTaken(JweMethod method)
      throws JsonException { // BCP-7, BCP-13, BCP-15
    TokenFixture fixture = fixture(method);
    String token = fixture.token();
    Map<String, Object> more = new TreeMap<>();
    more.put("zip", "DEF");
    more.put("p2c", 2_000_000_000);
    more.put("p2s", "c2FsdHNhbHQ");
    more.put("apu", "QWxpY2U");
    more.put("crit", List.of("exp"));
    more.put("jku", "https://evil.example/keys");
    more.forEach(
        (name, value) ->
            assertThat(fixture.verify(changed(token, name, value)))
                .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED)));
    assertThat(fixture.verify(changed(token, "cty", "JOSE")))
        .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED)); // JWE-3
    if (method.algorithm() != JweAlgorithm.ECDH_ES_A256KW) {
      assertThat(fixture.verify(changed(token, "epk", point(fixture(ECDH).token()))))
          .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
    }
  }

  @Test
  void theSendersPointIsOnTheCurve() throws Exception { // BCP-5
    // Invalid curve attack: the attacker sends points of other curves and small groups, and learns
    // the private key from the agreed secrets.
    TokenFixture fixture = fixture(ECDH);
    String token = fixture.token();
    Map<String, Object> good = point(token);
    String x = String.valueOf(good.get("x"));
    String zero = Base64Url.encode(new byte[32]);
    String prime = coordinate("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    String aboveY = coordinate("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4");
    List<Map<String, Object>> points =
        List.of(
            with(good, "y", x),
            with(with(good, "x", zero), "y", zero),
            with(with(good, "x", prime), "y", aboveY),
            with(good, "x", x.substring(0, 42)),
            with(good, "x", "AA" + x),
            with(good, "x", 1),
            with(good, "crv", "P-384"),
            with(good, "crv", "secp256k1"),
            with(good, "kty", "OKP"),
            with(good, "d", x),
            with(good, "kid", "a"),
            otherCurve());
    assertThat(P256.isPoint(new byte[32], decode(aboveY))).isTrue();
    for (Map<String, Object> epk : points) {
      assertThat(fixture.verify(changed(token, "epk", epk)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
    }
    assertThat(fixture.verify(changed(token, "epk", "x")))
        .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
    assertThat(fixture.verify(changed(token, "epk", point(fixture.token()))))
        .isEqualTo(new JwtResult.Refused(JwtProblem.FORGED));
    Map<String, Object> without = header(token);
    without.remove("epk");
    assertThat(fixture.verify(headed(token, without)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
  }

  @Test
  void aShorterContentKeyIsRefused() throws Exception { // JWE-1
    // Whoever holds the wrapping key wraps 128 bits, and AES-256 would become AES-128.
    EncryptionKey key = ring.encryption().active(JweAlgorithm.A256KW, NOW).orElseThrow();
    String signed = new TokenFixture(ring, TokenFormat.JWS).token();
    TokenFixture fixture = fixture(WRAP);

    assertThat(verified(fixture, wrapping(key, 32, signed))).isTrue();
    for (int length : new int[] {16, 24}) {
      assertThat(fixture.verify(wrapping(key, length, signed)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.FORGED));
    }
  }

  @Test
  void aKeyHasOneUse() throws Exception { // BCP-2, JWK-2
    // The attacker names a signing key to decrypt with, an encryption key to verify with, or the
    // key of another algorithm.
    TokenFixture fixture = fixture(ECDH);
    RingKey signer = ring.signingKey(NOW);
    String signed = new TokenFixture(ring, TokenFormat.JWS).token();
    assertThat(
            fixture.verify(EncryptedTokens.encrypt(signed, signer.id(), signer.verifying(), ECDH)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
    RingKey borrowed =
        RingKey.of(JwsAlgorithm.ES256, requireNonNull(MINE.get(JweAlgorithm.ECDH_ES_A256KW)));
    String claims = Json.write(new TokenFixture(ring, TokenFormat.JWS).claims());
    assertThat(
            new TokenFixture(ring, TokenFormat.JWS)
                .verify(SignedTokens.sign(borrowed, "at+jwt", claims)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.UNKNOWN_KEY));
    String other = ring.encryption().active(JweAlgorithm.A256KW, NOW).orElseThrow().id();
    assertThat(fixture.verify(changed(fixture.token(), "kid", other)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
  }

  private TokenFixture fixture(JweMethod method) {
    return new TokenFixture(ring, JweMethods.only(method));
  }

  private String sealed(String payload, JweMethod method) {
    return EncryptedTokens.seal(payload, ring.signingKey(NOW), ring, method, NOW);
  }

  private static boolean verified(TokenFixture fixture, String token) {
    return fixture.verify(token) instanceof JwtResult.Verified;
  }

  private static String wrapping(EncryptionKey key, int length, String signed) throws Exception {
    byte[] contentKey = new byte[length];
    byte[] vector = new byte[12];
    RANDOM.nextBytes(contentKey);
    RANDOM.nextBytes(vector);
    Cipher wrap = Cipher.getInstance("AESWrap");
    wrap.init(Cipher.WRAP_MODE, key.encrypting());
    String header =
        Base64Url.encode(
            ("{\"alg\":\"A256KW\",\"enc\":\"A256GCM\",\"cty\":\"JWT\",\"kid\":\""
                    + key.id()
                    + "\"}")
                .getBytes(UTF_8));
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec aes = new SecretKeySpec(contentKey, "AES");
    gcm.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(128, vector));
    gcm.updateAAD(header.getBytes(US_ASCII));
    byte[] text = gcm.doFinal(signed.getBytes(ISO_8859_1));
    int end = text.length - 16;
    return String.join(
        ".",
        header,
        Base64Url.encode(wrap.wrap(aes)),
        Base64Url.encode(vector),
        Base64Url.encode(Arrays.copyOf(text, end)),
        Base64Url.encode(Arrays.copyOfRange(text, end, text.length)));
  }

  private static Map<String, Object> otherCurve() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair pair = generator.generateKeyPair();
    return JsonWebKey.Factory.newJwk((ECPublicKey) pair.getPublic())
        .toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
  }

  private static String coordinate(String hex) {
    return Base64Url.encode(HexFormat.of().parseHex(hex));
  }

  private static byte[] decode(String text) {
    return Base64Url.decode(text).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> point(String token) throws JsonException {
    return (Map<String, Object>) header(token).getOrDefault("epk", Map.of());
  }

  private static Map<String, Object> header(String token) throws JsonException {
    return new LinkedHashMap<>(Json.readObject(decode(part(token, 0))));
  }

  private static Map<String, Object> with(Map<String, Object> members, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return changed;
  }

  private static String with(String token, int part, byte[] bytes) {
    String[] parts = token.split("\\.", -1);
    parts[part] = Base64Url.encode(bytes);
    return String.join(".", parts);
  }

  private static String changed(String token, String name, Object value) {
    try {
      return headed(token, with(header(token), name, value));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  private static String headed(String token, Map<String, Object> header) {
    return with(token, 0, Json.write(header).getBytes(UTF_8));
  }

  private static KeyRing ring(Map<JweAlgorithm, JsonWebKey> keys) {
    RingKey signer = RingKey.of(JwsAlgorithm.ES256, NewKey.generate(JwsAlgorithm.ES256, RANDOM));
    List<EncryptionEntry> entries =
        keys.entrySet().stream()
            .map(
                key ->
                    new EncryptionEntry(
                        key.getKey() + ".jwk",
                        EncryptionKey.of(key.getKey(), key.getValue()),
                        RingEntry.UNKNOWN,
                        Optional.empty()))
            .toList();
    return new KeyRing(
        JwsAlgorithm.ES256,
        List.of(new RingEntry(signer, RingEntry.UNKNOWN, Optional.empty())),
        Optional.empty(),
        new EncryptionKeys(AppSecret.ephemeral(RANDOM), entries),
        false);
  }

  private static Map<JweAlgorithm, JsonWebKey> keys() {
    Map<JweAlgorithm, JsonWebKey> keys = new EnumMap<>(JweAlgorithm.class);
    for (JweAlgorithm algorithm : JweAlgorithm.values()) {
      if (algorithm.hasKeyOfItsOwn()) {
        keys.put(algorithm, NewKey.generate(algorithm, RANDOM));
      }
    }
    return keys;
  }
}
