package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * The {@code Authorization: Bearer} header (RFC 6750 section 2.1). It is read only: a client gets
 * its token in the body of the login's answer, and forgets it by itself. Immutable and thread-safe.
 */
public record BearerTransport() implements TokenTransport {

  @Override
  public Presented read(GatedRequest request) {
    return request
        .bearerToken()
        .<Presented>map(token -> new Presented.One(token, false))
        .orElseGet(Presented.None::new);
  }

  /** Does nothing. */
  @Override
  public void write(HttpServletResponse response, String credential, Duration lifetime) {}

  /** Does nothing. */
  @Override
  public void clear(HttpServletResponse response) {}
}
