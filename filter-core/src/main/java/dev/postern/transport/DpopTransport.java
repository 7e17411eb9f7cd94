package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * The {@code Authorization: DPoP} header (RFC 9449 section 7.1): a token that is worth something
 * together with a proof only. It is read only, as the bearer header is. Immutable and thread-safe.
 */
public record DpopTransport() implements TokenTransport {

  @Override
  public Presented read(GatedRequest request) {
    return request
        .dpopToken()
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
