package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersFileTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String HASH =
      "v1$pbkdf2-sha512$210000$" + "A".repeat(22) + "$" + "A".repeat(43);
  private static final String FIX =
      "Make the line with java -jar postern-filter-core.jar new-user NAME --roles a,b.";

  @Test
  void aKnownUserWithTheRightPasswordHasTheRolesOfTheFile() {
    PasswordHash hash = PasswordHash.of("parcel-bob-1", new SecureRandom(), new Pbkdf2());
    UsersFile users = read("# staff\n\n bob : " + hash.text() + " : clerk, admin \r\n");

    assertThat(users.verify("bob", "parcel-bob-1"))
        .contains(Identity.ofPassword("bob", Set.of("clerk", "admin"), NOW));
    assertThat(users.verify("bob", "parcel-bob-2")).isEmpty();
    assertThat(users.verify("Bob", "parcel-bob-1")).isEmpty();
  }

  @Test
  void aUserMayHaveNoRole() {
    CountingHash slow = new CountingHash();
    UsersFile users = users(slow, Map.of("eve", new UserEntry(hash("pw", slow), Set.of())));

    assertThat(users.verify("eve", "pw")).get().extracting(Identity::roles).isEqualTo(Set.of());
  }

  @Test
  void unknownUserWrongPasswordAndRightPasswordCostTheSame() {
    // ASVS 6.3.8; two users whose hashes were made with different numbers of iterations
    CountingHash slow = new CountingHash();
    UsersFile users =
        users(
            slow,
            Map.of(
                "old", new UserEntry(hash("pw", slow), Set.of()),
                "new",
                    new UserEntry(PasswordHash.parse(HASH.replace("210000", "600000")), Set.of())));

    assertThat(cost(users, slow, "old", "pw")).isEqualTo(600_000);
    assertThat(cost(users, slow, "old", "wrong")).isEqualTo(600_000);
    assertThat(cost(users, slow, "new", "wrong")).isEqualTo(600_000);
    assertThat(cost(users, slow, "nobody", "pw")).isEqualTo(600_000);
  }

  @Test
  void aLineWithoutThreePartsIsNamedByItsNumber() {
    // the line is not repeated: it may hold a password somebody wrote down
    assertThatThrownBy(() -> read("# users\nalice:parcel-alice-1\n"))
        .hasMessage("has no name:hash:roles in line 2. " + FIX);
  }

  @Test
  void aWeakHashIsNamedByItsLine() {
    assertThatThrownBy(() -> read("alice:" + HASH.replace("210000", "1000") + ":customer"))
        .hasMessage(
            "has a bad hash in line 1: it is too weak: 1000 iterations, at least 210000 are needed. "
                + FIX);
  }

  @Test
  void aPasswordInPlaceOfAHashIsNotRepeated() {
    assertThatThrownBy(() -> read("alice:parcel-alice-1:customer"))
        .hasMessage("has a bad hash in line 1: it is not of the form v1$pbkdf2-sha512$…. " + FIX);
  }

  @Test
  void aUserNamedTwiceIsRefused() {
    assertThatThrownBy(() -> read("alice:" + HASH + ":a\n\nalice:" + HASH + ":admin"))
        .hasMessage("names \"alice\" twice, in lines 1 and 3. Remove one of the two.");
  }

  @Test
  void aRoleThatIsEveryRoleIsRefused() {
    assertThatThrownBy(() -> read("alice:" + HASH + ":*"))
        .hasMessage(
            "has a bad name or role in line 1. A role must not be blank and must not be \"*\".");
  }

  @Test
  void anEmptyRoleIsRefused() {
    assertThatThrownBy(() -> read("alice:" + HASH + ":customer,"))
        .hasMessageStartingWith("has a bad name or role in line 1.");
  }

  @Test
  void aFileWithoutUsersIsRefused() {
    assertThatThrownBy(() -> read("# nobody yet\n")).hasMessage("names no user. " + FIX);
  }

  @Test
  void aFileInAnotherCharsetIsRefused() {
    byte[] latin = "j\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> UsersFile.read(new ByteArrayInputStream(latin), CLOCK))
        .hasMessage("is not UTF-8. Save it as UTF-8.");
  }

  private static int cost(UsersFile users, CountingHash slow, String name, String password) {
    int before = slow.iterations();
    users.verify(name, password);
    return slow.iterations() - before;
  }

  private static PasswordHash hash(String password, SlowHash slow) {
    return PasswordHash.of(password, new SecureRandom(), slow);
  }

  private static UsersFile users(SlowHash slow, Map<String, UserEntry> entries) {
    return new UsersFile(entries, slow, CLOCK);
  }

  private static UsersFile read(String text) {
    return UsersFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), CLOCK);
  }
}
