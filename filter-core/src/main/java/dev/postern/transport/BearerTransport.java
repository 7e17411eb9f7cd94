package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import java.util.Optional;

/** The {@code Authorization: Bearer} header (RFC 6750 section 2.1). Immutable and thread-safe. */
public record BearerTransport() implements HeaderTransport {

  @Override
  public Optional<String> token(GatedRequest request) {
    return request.bearerToken();
  }
}
