package dev.postern.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that are offered (RFC 7518 section 3, RFC 8037). A key is bound to one
 * of them; nothing here is weaker than 128 bits, and {@code none} does not exist. Thread-safe.
 */
public enum JwsAlgorithm {
  /** ECDSA on P-256 with SHA-256; the default. */
  ES256("ES256"),
  /** Ed25519. */
  EDDSA("EdDSA"),
  /** RSA-PSS with SHA-256, 2048 bits or more. */
  PS256("PS256"),
  /** RSA PKCS#1 v1.5 with SHA-256, 2048 bits or more; for verifiers that know nothing newer. */
  RS256("RS256"),
  /** HMAC with SHA-256: whoever can verify can also issue. */
  HS256("HS256");

  private final String headerName;

  JwsAlgorithm(String headerName) {
    this.headerName = headerName;
  }

  /** How the header {@code alg} and the setting {@code token.algorithm} write it. */
  public String headerName() {
    return headerName;
  }

  boolean isRsa() {
    return this == PS256 || this == RS256;
  }

  /** The algorithm of exactly this name, case included (RFC 8725 section 3.1). */
  static Optional<JwsAlgorithm> named(String headerName) {
    return Arrays.stream(values()).filter(a -> a.headerName.equals(headerName)).findFirst();
  }
}
