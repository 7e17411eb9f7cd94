package dev.postern.sample.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs on the users file that the WAR really ships. */
class AccountsTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T08:30:00Z"), ZoneOffset.UTC);

  private final Accounts accounts = Accounts.ofUsersFile(shipped(), CLOCK);

  @Test
  void theThreeAccountsOfTheSampleAreThere() {
    assertThat(accounts.all()).extracting(Account::name).containsExactly("alice", "bob", "carol");
    assertThat(rolesAfterLogin("alice", "parcel-alice-1")).containsExactly("customer");
    assertThat(rolesAfterLogin("carol", "parcel-carol-1")).containsExactly("clerk");
    assertThat(rolesAfterLogin("bob", "parcel-bob-1")).containsExactlyInAnyOrder("clerk", "admin");
  }

  @Test
  void theListShowsTheRolesThatALoginGives() {
    assertThat(accounts.all().get(1).roles()).containsExactly("admin", "clerk");
  }

  @Test
  void aWrongPasswordIsNobody() {
    assertThat(accounts.verify("alice", "parcel-bob-1")).isEmpty();
    assertThat(accounts.verify("nobody", "parcel-bob-1")).isEmpty();
  }

  @Test
  void aBarredAccountIsNobodyUntilItIsLetIn() {
    accounts.setBarred("alice", true);

    assertThat(accounts.isBarred("alice")).isTrue();
    assertThat(accounts.verify("alice", "parcel-alice-1")).isEmpty();

    accounts.setBarred("alice", false);

    assertThat(accounts.verify("alice", "parcel-alice-1")).isPresent();
  }

  @Test
  void otherRolesCountFromTheNextLoginOn() {
    accounts.setRoles("carol", Set.of("customer"));

    assertThat(rolesAfterLogin("carol", "parcel-carol-1")).containsExactly("customer");
    assertThat(accounts.all().get(2).roles()).containsExactly("customer");
    assertThat(accounts.setRoles("nobody", Set.of("clerk"))).isEmpty();
  }

  @Test
  void anUnknownNameCannotBeBarred() {
    assertThat(accounts.setBarred("nobody", true)).isEmpty();
    assertThat(accounts.isBarred("nobody")).isFalse();
  }

  @Test
  void theDesksVerifierAddsScopesByRole() {
    DeskVerifier.use(accounts);

    assertThat(new DeskVerifier().verify("alice", "parcel-alice-1").orElseThrow().scopes())
        .containsExactly("parcels:read");
    assertThat(new DeskVerifier().verify("carol", "parcel-carol-1").orElseThrow().scopes())
        .containsExactlyInAnyOrder("parcels:read", "parcels:move");
  }

  private Set<String> rolesAfterLogin(String name, String password) {
    return accounts.verify(name, password).map(Identity::roles).orElseThrow();
  }

  private static String shipped() {
    try {
      return Files.readString(Path.of("src/main/webapp/WEB-INF/users"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
