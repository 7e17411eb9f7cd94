package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import java.util.Optional;

/**
 * The {@code Authorization: DPoP} header (RFC 9449 section 7.1): a token that is worth something
 * together with a proof only. Immutable and thread-safe.
 */
public record DpopTransport() implements HeaderTransport {

  @Override
  public Optional<String> token(GatedRequest request) {
    return request.dpopToken();
  }
}
