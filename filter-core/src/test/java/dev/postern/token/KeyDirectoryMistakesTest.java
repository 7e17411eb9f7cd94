package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.Settings;
import dev.postern.config.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directories that cannot be used, with the exact message. */
class KeyDirectoryMistakesTest {

  @TempDir private Path keys;

  private NewKeyFiles files;

  @BeforeEach
  void makeSecret() throws IOException {
    files = new NewKeyFiles(keys, RANDOM);
    files.writeSecretUnlessThere();
  }

  @Test
  void theMessageNamesSettingProblemFixAndOrigin() {
    Settings settings = TestSettings.of("keys", "/nowhere/keys");

    assertThatThrownBy(() -> KeySource.from(settings, RANDOM))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "keys: \"/nowhere/keys\" is not a directory. Make it, with a key in it: java -jar"
                + " postern-filter-core.jar new-key --algorithm ES256 /nowhere/keys. (init-param of"
                + " filter \"admin\" in web.xml)");
    assertThatThrownBy(() -> AppSecret.from(settings, RANDOM))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "keys: \"/nowhere/keys\" is not a directory. Make it, with a key in it: java -jar"
                + " postern-filter-core.jar new-key /nowhere/keys. (init-param of filter \"admin\" in"
                + " web.xml)");
    assertThat(KeySource.from(TestSettings.of(), RANDOM).at(NOW).isEphemeral()).isTrue();
  }

  @Test
  void aDirectoryWithoutAKeyIsRefused() {
    refuses(
        "has no private key for ES256 in a .jwk, .json or .pem file",
        "Make one: java -jar postern-filter-core.jar new-key --algorithm ES256 " + keys);
  }

  @Test
  void aDirectoryWithoutTheSecretIsRefused() throws IOException {
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    Files.delete(keys.resolve("app.secret"));

    refuses(
        "has no file app.secret",
        "Make it, with a key: java -jar postern-filter-core.jar new-key " + keys);
  }

  @ParameterizedTest
  @CsvSource({
    "short",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSB4eHg"
  })
  void aSecretThatIsNotRandomIsRefused(String secret) throws IOException { // BCP-6
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    Files.delete(keys.resolve("app.secret"));
    write("app.secret", secret);

    refuses(
        "has a file app.secret that is not 32 random bytes in base64url",
        "Remove it and make a new one, which ends all sessions: java -jar"
            + " postern-filter-core.jar new-key "
            + keys);
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--", "rw-r-----", "rwx------", "-w-------"})
  void aFileOthersMayUseIsRefused(String mode) throws IOException {
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    Path file = keys.resolve("1.jwk");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    refuses(
        "has a file 1.jwk of mode "
            + mode
            + ", which others may use too or the server may not read",
        "Run chmod 600 " + file + ", and make a new key if others could read it");
  }

  @Test
  void oneKeyInTwoFilesIsRefused() throws IOException { // JWK-3
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    write("2.jwk", Files.readString(keys.resolve("1.jwk")));

    refuses("holds one key twice, in 1.jwk and 2.jwk", "Remove one of them");
  }

  @Test
  void theFileActiveMustNameAKeyThatCanSign() throws IOException {
    files.writeKey("1.jwk", JwsAlgorithm.ES256, NOW);
    files.writeKey("2.jwk", JwsAlgorithm.EDDSA, NOW);
    write("active", "3.jwk");
    refuses(
        "has a file active that names no key file",
        "Write the name of one key file into it, or remove it");

    rewrite("active", "2.jwk");
    refuses(
        "has a file active that names 2.jwk, which is no private key for ES256",
        "Name a private key for that algorithm, or change token.algorithm");
  }

  private void refuses(String problem, String fix) {
    assertThatThrownBy(() -> KeyRing.load(keys, JwsAlgorithm.ES256))
        .isInstanceOf(InvalidKeysException.class)
        .hasMessage("The key directory " + problem + ". " + fix + ".");
  }

  private void rewrite(String name, String content) throws IOException {
    Files.delete(keys.resolve(name));
    write(name, content);
  }

  private void write(String name, String content) throws IOException {
    Path file = Files.writeString(keys.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
