package dev.postern.transport;

import dev.postern.gate.GatedRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** One way for a credential to travel. Implementations are immutable and thread-safe. */
public interface TokenTransport {

  /** What the request carries this way; its text is as the client sent it. */
  Presented read(GatedRequest request);

  /**
   * Hands a new credential to the client, before the response is committed. Call it once for one
   * response; where it is called again, the client keeps the last.
   *
   * @param credential letters, digits, {@code -}, {@code _} and {@code .} only
   * @param lifetime how long the credential is good; a transport whose carrier ends by itself may
   *     leave it out
   * @throws IllegalStateException if the credential is too long to travel this way
   */
  void write(HttpServletResponse response, String credential, Duration lifetime);

  /** Tells the client to forget the credential, before the response is committed. */
  void clear(HttpServletResponse response);
}
