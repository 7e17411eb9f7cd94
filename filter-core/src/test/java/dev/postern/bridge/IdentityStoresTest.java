package dev.postern.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityStoresTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final IdentityStore STORE = new IdentityStore() {};
  private static final IdentityStoreHandler HANDLER =
      credential ->
          credential.equals(new UsernamePasswordCredential("alice", "parcel-alice-1"))
              ? new CredentialValidationResult(Status.VALID, "alice", Set.of("customer"))
              : new CredentialValidationResult(Status.INVALID, "", Set.of());

  @AfterEach
  void removeBeans() {
    CDI.provide(Optional.empty());
  }

  @Test
  void theCallersGroupsAreRoles() {
    CredentialVerifier verifier =
        find(Map.of(IdentityStore.class, STORE, IdentityStoreHandler.class, HANDLER)).orElseThrow();

    assertThat(verifier.verify("alice", "parcel-alice-1"))
        .contains(Identity.ofPassword("alice", Set.of("customer"), NOW));
    assertThat(verifier.verify("alice", "wrong")).isEmpty();
  }

  @Test
  void storesThatFailAreNotAWrongPassword() {
    IdentityStoreHandler failing =
        credential -> {
          throw new IllegalStateException("directory down");
        };
    CredentialVerifier verifier =
        find(Map.of(IdentityStore.class, STORE, IdentityStoreHandler.class, failing)).orElseThrow();

    assertThatThrownBy(() -> verifier.verify("alice", "parcel-alice-1"))
        .isInstanceOf(VerifierUnavailableException.class)
        .hasMessage("The identity stores did not answer.");
  }

  @Test
  void aHandlerWithoutAnyStoreIsNoVerifier() {
    assertThat(find(Map.of(IdentityStoreHandler.class, HANDLER))).isEmpty();
  }

  @Test
  void withoutCdiThereIsNone() {
    assertThat(IdentityStores.find(getClass().getClassLoader(), Clock.systemUTC())).isEmpty();
  }

  @Test
  void withoutTheApiThereIsNone() {
    assertThat(IdentityStores.find(ClassLoader.getPlatformClassLoader(), Clock.systemUTC()))
        .isEmpty();
  }

  private Optional<CredentialVerifier> find(Map<Class<?>, Object> beans) {
    CDI.provide(Optional.of(new FakeBeans<>(Object.class, beans)));
    return IdentityStores.find(getClass().getClassLoader(), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
