package dev.postern.token;

import java.util.HashSet;
import java.util.Set;

/**
 * How tokens are encrypted, and which encryptions are accepted; nothing else is (BCP-1). Immutable
 * and thread-safe.
 *
 * @param issued with what new tokens are encrypted
 * @param accepted what is decrypted; what is issued always is
 */
public record JweMethods(JweMethod issued, Set<JweMethod> accepted) {

  /** Adds what is issued to what is accepted. */
  public JweMethods {
    Set<JweMethod> all = new HashSet<>(accepted);
    all.add(issued);
    accepted = Set.copyOf(all);
  }

  /** One for both. */
  static JweMethods only(JweMethod method) {
    return new JweMethods(method, Set.of());
  }
}
