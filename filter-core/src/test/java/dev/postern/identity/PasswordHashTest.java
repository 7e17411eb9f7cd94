package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private static final String SALT = "A".repeat(22);
  private static final String HASH = "A".repeat(43);

  private final SecureRandom random = new SecureRandom();

  @Test
  void theTextFormIsReadBackAndMatchesOnlyThePassword() {
    SlowHash slow = new Pbkdf2();
    PasswordHash hash = PasswordHash.of("parcel-alice-1", random, slow);

    PasswordHash again = PasswordHash.parse(hash.text());

    assertThat(again.text()).isEqualTo(hash.text());
    assertThat(again.matches("parcel-alice-1", slow)).isTrue();
    assertThat(again.matches("parcel-alice-2", slow)).isFalse();
    assertThat(again.iterations()).isGreaterThanOrEqualTo(210_000);
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    PasswordHash one = PasswordHash.of("same-password", random, new CountingHash());
    PasswordHash other = PasswordHash.of("same-password", random, new CountingHash());

    assertThat(one.text()).isNotEqualTo(other.text());
  }

  @Test
  void pbkdf2IsTheOneOfTheSpecification() {
    // RFC 8018 with HMAC-SHA-512; the expected bytes were made by another implementation.
    byte[] derived = new Pbkdf2().derive("password", new byte[] {'s', 'a', 'l', 't'}, 1);

    assertThat(derived)
        .asHexString()
        .isEqualToIgnoringCase("867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252");
  }

  @Test
  void composedAndDecomposedLettersAreTheSamePassword() {
    byte[] salt = new byte[16];

    assertThat(new Pbkdf2().derive("schl\u00fcssel", salt, 1))
        .isEqualTo(new Pbkdf2().derive("schlu\u0308ssel", salt, 1));
  }

  @Test
  void aWeakHashIsRefused() {
    assertThatThrownBy(() -> PasswordHash.parse(text("209999")))
        .hasMessage("is too weak: 209999 iterations, at least 210000 are needed");
  }

  @Test
  void aHashThatWouldOccupyTheProcessorIsRefused() {
    assertThatThrownBy(() -> PasswordHash.parse(text("5000001")))
        .hasMessage("is too costly: 5000001 iterations, at most 5000000 are read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "v2$pbkdf2-sha512$210000$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "v1$pbkdf2-sha512$0210000$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "v1$pbkdf2-sha512$9999999999$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
        "$2a$10$abcdefghijklmnopqrstuv"
      })
  void anotherFormIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("is not of the form v1$pbkdf2-sha512$…");
  }

  @Test
  void nothingSecretIsPrinted() {
    assertThat(PasswordHash.parse(text("210000")))
        .hasToString("PasswordHash[redacted, iterations=210000]");
  }

  @Test
  void nobodyHasNoPassword() {
    assertThat(PasswordHash.ofNobody(210_000).matches("", new Pbkdf2())).isFalse();
  }

  private static String text(String iterations) {
    return "v1$pbkdf2-sha512$" + iterations + "$" + SALT + "$" + HASH;
  }
}
