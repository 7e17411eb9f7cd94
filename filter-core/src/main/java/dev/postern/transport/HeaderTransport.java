package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code Authorization} header, under one of its schemes. It is read only: a client gets its
 * token in the body of the login's answer, and forgets it by itself.
 */
interface HeaderTransport extends TokenTransport {

  /** The token under this scheme. */
  Optional<String> token(GatedRequest request);

  @Override
  default Presented read(GatedRequest request) {
    return token(request)
        .<Presented>map(token -> new Presented.One(token, false))
        .orElseGet(Presented.None::new);
  }

  /** Does nothing. */
  @Override
  default void write(HttpServletResponse response, String credential, Duration lifetime) {}

  /** Does nothing. */
  @Override
  default void clear(HttpServletResponse response) {}
}
