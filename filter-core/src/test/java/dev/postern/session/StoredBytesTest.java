package dev.postern.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.store.SessionKey;
import dev.postern.store.StoredValue;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Bytes as each version wrote them. They are never changed: a later version still reads them, so
 * that a rolling update logs nobody out (STYLE 47).
 */
class StoredBytesTest {

  private static final SessionKey KEY = new SessionKey("k".repeat(43));
  private static final RecordId RECORD = new RecordId("r".repeat(22));

  private static final SessionHeader HEADER =
      new SessionHeader(
          RECORD,
          Optional.of(
              new Identity(
                  "alice",
                  Set.of("customer"),
                  Set.of("read"),
                  Map.of("level", 3L),
                  Instant.parse("2026-11-20T12:00:00Z"),
                  List.of("pwd"),
                  Optional.of("high"))),
          Instant.parse("2026-11-20T11:00:00.000000001Z"),
          Optional.empty());

  private static final String HEADER_1 =
      "a70101f4e22eefd18c94b8702aba578e7ba14912a4df761f82339232fd44595c1cd40aae88eae353"
          + "562f102e8ab58d58716a8b63754a523c504b106fe99ad04d6bad2dfa56a09c1953cb73ae83c6cb6a"
          + "453da2a689cf921d4a8c375a8461f25db44e0287cbca7c7b64ef050a9891355467274ecf3035a61d"
          + "7777c0d43b8454c7dcc94ee899e284";
  private static final String HEADER_2 =
      "a70101f4e22eef89a267f80b9361d75010b331b8a04431bb4d19db133ece44fe177fe86fcc8b6d3d"
          + "ef8ad291080c4b3bda0a680cedbe3d04bda2df58e4198cdff20b12bdd05aaaef7aff7404c9d67ba0"
          + "644569ba1b49ac008ed3531b15a27d7db5f1c53cc76e42fd2b806e26bf6aebcb1335e2a6859c7856"
          + "576ffcb9a9eddcaa844b60305600dbcfa2b45188fc4903d957195dbedbb3a91e407370765c35c5a5"
          + "517affdbab7ed1099c546a1a14b4bed14f";
  private static final String TYPED_1 =
      "a70101f4e22eef8470ee8637c8ccad316a57939fbb90567258b32279b0f3d4a26e534df49250cf8b"
          + "469bcf6c2ea71623d589c9c85a13";
  private static final String JAVA_1 =
      "a70101f4e22eeffc8faff6a7ba0218dc5622726fbd42dee95e83206f62c4d9c67529c9be4ac4e639"
          + "cf376cf8fc9f26905decc298420186a938e61a3765f82d45d39dee189939766821417d7038714786"
          + "fc72d26d39c4ccb1f7672eb011d21dd749ff43eb825213aa98812352a6bbc47988fc20aba4939d41"
          + "98740988f309188d0ec3a5aec629bc9e4d7c58bf248055037d3489e16437ae1fa72a4c";

  private final SealedCodec codec =
      new SealedCodec(
          new SessionSealing(
              "app",
              List.of("a secret of exactly thirty-two by".substring(0, 32).getBytes(US_ASCII)),
              new AttributeSettings(List.of(), 1 << 20, 1 << 22),
              StoredBytesTest.class.getClassLoader()),
          new SecureRandom());

  @Test
  void aHeaderOfVersionOneIsRead() {
    assertThat(codec.decodeHeader(KEY, stored(HEADER_1))).contains(HEADER);
  }

  @Test
  void aHeaderOfVersionTwoAlsoSaysWhereTheLoginCameFrom() {
    Login login =
        new Login(
            new Device("Firefox on Linux", "192.0.2.7"), Instant.parse("2026-11-20T12:00:01.5Z"));

    assertThat(codec.decodeHeader(KEY, stored(HEADER_2)))
        .contains(
            new SessionHeader(RECORD, HEADER.identity(), HEADER.createdAt(), Optional.of(login)));
  }

  @Test
  void attributesOfVersionOneAreRead() {
    AttributeCodec attributes = codec.attributesOf(RECORD);

    assertThat(attributes.decode("typed", stored(TYPED_1)))
        .contains(Map.of("price", new BigDecimal("9.99")));
    assertThat(attributes.decode("java", stored(JAVA_1))).contains(Arrays.asList("a", null));
  }

  private static StoredValue stored(String hex) {
    return new StoredValue.Bytes(HexFormat.of().parseHex(hex));
  }

  @Test
  void onlyAHeaderThatWasRevisedIsWrittenInTheFormOfVersionThree() throws Exception {
    Instant at = Instant.parse("2026-11-20T13:00:00.000000001Z");
    SessionHeader revised = HEADER.withRevised(HEADER.identity().orElseThrow(), at);

    assertThat(HeaderForm.write(HEADER)[0]).isEqualTo((byte) 2);
    assertThat(HeaderForm.write(revised)[0]).isEqualTo((byte) 3);
    assertThat(HeaderForm.read(HeaderForm.write(revised))).isEqualTo(revised);
  }
}
