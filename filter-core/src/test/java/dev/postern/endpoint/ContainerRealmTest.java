package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContainerRealmTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final FakeRequest request = FakeRequest.of("POST", "/login");
  private final ContainerRealm realm =
      new ContainerRealm(request.build(), List.of("customer", "admin"), CLOCK);

  @Test
  void theContainersCallerBecomesOursWithTheRolesThatWereAskedFor() {
    assertThat(realm.verify("alice", "parcel-alice-1"))
        .contains(Identity.ofPassword("alice", Set.of("customer"), NOW));
  }

  @Test
  void theContainersLoginDoesNotOutliveTheQuestion() {
    request.realm().opensSession = true;

    realm.verify("alice", "parcel-alice-1");

    assertThat(request.realm().events).containsExactly("login", "logout");
    assertThat(request.realm().caller).isEmpty();
    assertThat(request.realm().hasSession()).isFalse();
  }

  @Test
  void aSessionThatWasThereBeforeStays() {
    request.realm().withSession();

    realm.verify("alice", "parcel-alice-1");

    assertThat(request.realm().hasSession()).isTrue();
  }

  @Test
  void aWrongPasswordIsNobody() {
    assertThat(realm.verify("alice", "wrong")).isEmpty();
    assertThat(realm.verify("nobody", "parcel-alice-1")).isEmpty();
  }

  @Test
  void whoIsLoggedInAlreadyProvesThePasswordAnew() {
    request.realm().caller = Optional.of("bob");

    assertThat(realm.verify("alice", "parcel-alice-1")).isPresent();
    assertThat(request.realm().caller).isEmpty();
  }

  @Test
  void aRealmThatCannotBeAskedIsNotAWrongPassword() {
    request.realm().trouble = Optional.of(new IllegalStateException("directory down"));

    assertThatThrownBy(() -> realm.verify("alice", "parcel-alice-1"))
        .isInstanceOf(VerifierUnavailableException.class)
        .hasMessage("The container's realm did not answer.");
  }
}
