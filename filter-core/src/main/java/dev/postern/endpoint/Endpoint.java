package dev.postern.endpoint;

import dev.postern.gate.GatedRequest;
import java.io.IOException;

/** A path that the filter answers itself. Implementations are thread-safe. */
public interface Endpoint {

  /** Whether this request is for this endpoint, whatever its method deserves. */
  boolean isFor(GatedRequest asked);

  /** Whether a request has to pass the access rules before this endpoint sees it. */
  default boolean isProtected() {
    return false;
  }

  /**
   * Answers it, wholly.
   *
   * @throws dev.postern.store.StoreException if a store cannot be asked; nothing has been written
   *     then, and the answer is 503
   * @throws IOException if the client is gone
   */
  void answer(EndpointCall call) throws IOException;
}
