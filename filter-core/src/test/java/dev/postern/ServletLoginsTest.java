package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import dev.postern.gate.RequestFake;
import dev.postern.identity.Identity;
import dev.postern.protection.CsrfProtection;
import dev.postern.protection.CsrfSettings;
import dev.postern.protection.LoginThrottle;
import dev.postern.protection.PasswordLogin;
import dev.postern.protection.ThrottleSettings;
import jakarta.servlet.ServletException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ServletLoginsTest {

  private final AtomicInteger checks = new AtomicInteger();
  private final ServletLogins logins =
      new ServletLogins(
          new CsrfProtection(CsrfSettings.from(TestSettings.of())),
          new PasswordLogin(
              new LoginThrottle(
                  new ThrottleSettings(5, 50, Duration.ofMinutes(1), 1), new SecureRandom()),
              1,
              Duration.ofSeconds(1)),
          Optional.of(request -> this::verify),
          Clock.systemUTC());

  @Test
  void anotherSiteCannotLogItsVictimIn() { // CS-1
    RequestFake forged = post().header("Sec-Fetch-Site", "cross-site");

    assertThatThrownBy(() -> logins.login(forged.request(), "mallory", "right"))
        .isInstanceOf(ServletException.class)
        .hasMessage("Another site sent this login.");
    assertThat(checks).hasValue(0);
  }

  @Test
  void theOwnSiteLogsItsCallerIn() throws ServletException {
    RequestFake own = post().header("Sec-Fetch-Site", "same-origin");

    Identity alice = logins.login(own.request(), "alice", "right");

    assertThat(alice.name()).isEqualTo("alice");
    assertThat(checks).hasValue(1);
  }

  private static RequestFake post() {
    return RequestFake.of("/sign-in").method("POST");
  }

  private Optional<Identity> verify(String username, String password) {
    checks.incrementAndGet();
    return Optional.of(Identity.ofPassword(username, Set.of(), Instant.EPOCH));
  }
}
