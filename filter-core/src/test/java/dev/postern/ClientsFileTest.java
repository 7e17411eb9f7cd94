package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.InvalidValueException;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ClientsFileTest {

  private static final String HASH =
      "v1$pbkdf2-sha512$210000$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

  private static String keys = "";
  private static KeyPair pair;

  @BeforeAll
  static void makeKeys() throws Exception {
    pair = ClientKeys.ec();
    keys = ClientKeys.set(ClientKeys.jwk("k1", pair));
  }

  @Test
  void secretsAndKeysStandInOneFile() throws Exception {
    var file =
        read(
            "# clients\n\ndesk:"
                + HASH
                + ":introspect\nrobot:jwks="
                + keys
                + ": a , b\nx:jwks="
                + keys
                + ":");

    assertThat(file.rights()).isEqualTo(Map.of("robot", Set.of("a", "b"), "x", Set.of()));
    assertThat(file.signing()).hasSize(2);
    assertThat(file.secrets().verify("robot", keys)).isEmpty();
  }

  @Test
  void aFileOfKeysNeedsNoSecret() throws Exception {
    assertThat(read("robot:jwks=" + keys + ":").secrets().verify("robot", "")).isEmpty();
  }

  @Test
  void aFileOfNobodyIsRefused() {
    assertThatThrownBy(() -> read("# nobody\n")).hasMessageContaining("names no user");
  }

  @Test
  void aWrongLineIsNamed() {
    wrong("robot:jwks=/etc/keys.json", "has no id:jwks=KEYS:rights in line 1");
    wrong("\n:jwks=" + keys + ":", "has a bad id or right in line 2");
    wrong("r:jwks=" + keys + ":\nr:jwks=" + keys + ":", "names a client twice in line 2");
    wrong(
        "r:" + HASH + ":\nr:jwks=" + keys + ":", "gives a client both a secret and keys in line 1");
  }

  @Test
  void keysThatVerifyNothingAreRefused() {
    var noKeys = "holds no key set with a public key in it in line 1";
    wrong("r:jwks={\"keys\":[]}:", noKeys);
    wrong("r:jwks={\"keys\":[{\"kty\":\"oct\",\"kid\":\"1\",\"k\":\"AAAA\"}]}:", noKeys);
    wrong("r:jwks={nothing}:", noKeys);
    wrong("r:jwks=/does/not/exist.json:", "names a file that is no key set in line 1");
    wrong("r:jwks=http://desk.example/keys.json:", "has an address that is not https in line 1");
  }

  private static void wrong(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private static ClientsFile read(String text) throws InvalidValueException {
    return ClientsFile.read(new ByteArrayInputStream(text.getBytes(UTF_8)), Clock.systemUTC());
  }
}
