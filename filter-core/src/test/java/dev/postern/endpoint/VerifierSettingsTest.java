package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifierSettingsTest {

  @Test
  void withoutSettingsNothingChecksPasswords() {
    assertThat(choice()).isEmpty();
  }

  @Test
  void aUsersFileNeedsNoSecondSetting() {
    assertThat(choice("login.users-file", "/WEB-INF/users"))
        .contains(new VerifierChoice.UsersFile("/WEB-INF/users"));
  }

  @Test
  void theContainerIsAskedForTheRolesNamed() {
    assertThat(choice("login.verifier", "container", "login.container-roles", "a, b"))
        .contains(new VerifierChoice.Container(List.of("a", "b")));
    assertThat(choice("login.verifier", "container"))
        .contains(new VerifierChoice.Container(List.of()));
  }

  @Test
  void identityStoresAndClassesAreNamed() {
    assertThat(choice("login.verifier", "identity-store"))
        .contains(new VerifierChoice.IdentityStores());
    assertThat(choice("login.verifier", "com.example.Checker$Inner"))
        .contains(new VerifierChoice.Named("com.example.Checker$Inner"));
  }

  @Test
  void aMisspelledKindIsNotTakenForAClass() {
    refused(
        "login.verifier: \"user-file\" is no verifier. Write users-file, container, identity-store"
            + " or the full name of a class.",
        "login.verifier",
        "user-file");
  }

  @Test
  void aUsersFileThatIsNeverReadIsAMistake() {
    refused(
        "login.users-file: \"/etc/users\" is never read, because login.verifier is container."
            + " Remove it, or correct login.verifier.",
        "login.verifier",
        "container",
        "login.users-file",
        "/etc/users");
  }

  @Test
  void rolesThatAreNeverAskedForAreAMistake() {
    refused(
        "login.container-roles: \"a\" is never read, because login.verifier is not set. Remove it,"
            + " or correct login.verifier.",
        "login.container-roles",
        "a");
  }

  @Test
  void aUsersFileMustBeNamed() {
    assertThatThrownBy(() -> choice("login.verifier", "users-file"))
        .hasMessageStartingWith("login.users-file: is missing.");
  }

  private static void refused(String message, String... settings) {
    assertThatThrownBy(() -> choice(settings))
        .hasMessage(message + " (" + TestSettings.ORIGIN + ")");
  }

  private static Optional<VerifierChoice> choice(String... settings) {
    return VerifierSettings.from(TestSettings.of(settings)).choice();
  }
}
