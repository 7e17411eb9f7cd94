package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R19: what is sent to a server by {@code rediss} is sent to that server alone, or not at all. */
class TlsTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir private static Path folder;

  private static Certificates certificates;

  private final RedisFixture fixture = new RedisFixture();
  private final List<RedisProcess> servers = new ArrayList<>();

  @BeforeAll
  static void makeAuthority() {
    // The server that Maven fetches has no TLS; on CI there must be one that has, so nothing is
    // skipped.
    boolean mustRun = "true".equals(System.getenv("CI"));
    assumeTrue(mustRun || RedisBinary.speaksTls(), "This redis-server was built without TLS.");
    certificates = Certificates.in(folder);
  }

  @BeforeEach
  void trustIt() {
    System.setProperty(TRUST_STORE, certificates.trustStore().toString());
    System.setProperty(TRUST_STORE_PASSWORD, "changeit");
  }

  @AfterEach
  void stop() {
    fixture.close();
    servers.forEach(RedisProcess::close);
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE_PASSWORD);
  }

  @Test
  void aServerWithATrustedCertificateForItsNameIsUsed() throws IOException {
    SessionStore sessions = fixture.open(startedFor("localhost", "-1H"), "app", CLOCK).sessions();

    assertThat(sessions.create(Samples.key(1), Samples.session(CLOCK.instant()), Optional.empty()))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws IOException {
    assertRefused(startedFor("redis.example", "-1H"), "No subject alternative DNS name matching");
  }

  @Test
  void anExpiredCertificateIsRefused() throws IOException {
    assertRefused(startedFor("localhost", "-2d"), "CertificateExpiredException");
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() throws IOException {
    String uri = startedFor("localhost", "-1H");
    System.clearProperty(TRUST_STORE);

    assertRefused(uri, "unable to find valid certification path");
  }

  @Test
  void aServerWithoutTlsIsSentNothing() {
    RedisProcess plain = RedisProcess.start();
    servers.add(plain);

    assertThatThrownBy(
            () -> fixture.open("rediss://localhost:" + plain.port(), "app", CLOCK, "500ms"))
        .isInstanceOf(StoreException.class);
  }

  private void assertRefused(String uri, String reason) {
    assertThatThrownBy(() -> fixture.open(uri, "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasStackTraceContaining("SSLHandshakeException")
        .hasStackTraceContaining(reason);
  }

  private String startedFor(String host, String startDate) throws IOException {
    int port = RedisProcess.freePort();
    servers.add(RedisProcess.start(certificates.serverOptions(port, host, startDate)));
    return "rediss://localhost:" + port;
  }
}
