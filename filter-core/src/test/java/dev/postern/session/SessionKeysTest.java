package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.SessionKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final SecureRandom random = new SecureRandom();
  private final SessionKeys keys = new SessionKeys(secret(1));
  private final SessionId id = SessionId.random(random);

  @Test
  void aSealedIdOpensOnEveryNodeWithTheSecret() {
    String credential = keys.seal(id);

    assertThat(credential).matches("[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");
    assertThat(new SessionKeys(secret(1)).open(credential)).contains(id);
  }

  @Test
  void aCredentialOfAnotherSecretIsRefused() {
    assertThat(new SessionKeys(secret(2)).open(keys.seal(id))).isEmpty();
  }

  @Test
  void everyChangeOfEveryCharacterIsRefused() {
    String credential = keys.seal(id);

    // The last character of each half has spellings that a lenient decoder reads as the same bits.
    for (int place = 0; place < credential.length(); place++) {
      for (char other : (ALPHABET + ".=+/ \u0000\u00e9").toCharArray()) {
        if (credential.charAt(place) != other) {
          StringBuilder forged = new StringBuilder(credential);
          forged.setCharAt(place, other);
          assertThat(keys.open(forged.toString())).isEmpty();
        }
      }
    }
  }

  @Test
  void anyOtherFormIsRefused() {
    String credential = keys.seal(id);

    for (String wrong :
        new String[] {
          "",
          ".",
          credential + "=",
          credential + " ",
          " " + credential,
          credential.substring(1),
          id.text(),
          id.text() + ".",
          credential + credential,
          "\"" + credential + "\""
        }) {
      assertThat(keys.open(wrong)).isEmpty();
    }
  }

  @Test
  void theStoreSeesNeitherTheIdNorItsMac() {
    SessionKey key = keys.keyOf(id);

    assertThat(key.value()).hasSize(43).isNotEqualTo(id.text());
    assertThat(keys.seal(id)).doesNotContain(key.value());
    assertThat(new SessionKeys(secret(2)).keyOf(id)).isNotEqualTo(key);
  }

  @Test
  void idsNeverRepeatAndParseBackExactly() {
    Set<SessionId> seen = new HashSet<>();

    for (int n = 0; n < 10_000; n++) {
      SessionId fresh = SessionId.random(random);
      assertThat(seen.add(fresh)).isTrue();
      assertThat(SessionId.parse(fresh.text())).contains(fresh);
    }
  }

  @Test
  void anIdNeverShowsItself() {
    assertThat(id.toString()).isEqualTo("SessionId[redacted]");
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatThrownBy(() -> new SessionKeys(new byte[31]))
        .hasMessage("The session secret has at least 32 bytes.");
  }

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }
}
