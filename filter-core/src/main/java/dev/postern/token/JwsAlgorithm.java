package dev.postern.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * The signature algorithms that are offered (RFC 7518 section 3, RFC 8037). A key is bound to one
 * of them; nothing here is weaker than 128 bits, and {@code none} does not exist. Thread-safe.
 */
public enum JwsAlgorithm implements KeyAlgorithm {
  /** ECDSA on P-256 with SHA-256; the default. */
  ES256("ES256", KeyKind.EC),
  /** Ed25519. */
  EDDSA("EdDSA", KeyKind.OKP),
  /** RSA-PSS with SHA-256, 2048 bits or more. */
  PS256("PS256", KeyKind.RSA),
  /** RSA PKCS#1 v1.5 with SHA-256, 2048 bits or more; for verifiers that know nothing newer. */
  RS256("RS256", KeyKind.RSA),
  /** HMAC with SHA-256: whoever can verify can also issue. */
  HS256("HS256", KeyKind.OCT);

  private final String headerName;
  private final KeyKind kind;

  JwsAlgorithm(String headerName, KeyKind kind) {
    this.headerName = headerName;
    this.kind = kind;
  }

  /** How the header {@code alg} and the setting {@code token.algorithm} write it. */
  @Override
  public String headerName() {
    return headerName;
  }

  @Override
  public String use() {
    return "sig";
  }

  @Override
  public KeyKind kind() {
    return kind;
  }

  /** The same, if whoever verifies cannot sign. */
  public static Optional<JwsAlgorithm> ofPublicKeys(String headerName) {
    return named(headerName).filter(algorithm -> algorithm.kind != KeyKind.OCT);
  }

  boolean isRsa() {
    return kind == KeyKind.RSA;
  }

  /** The algorithm of exactly this name, case included (RFC 8725 section 3.1). */
  static Optional<JwsAlgorithm> named(String headerName) {
    return Arrays.stream(values()).filter(a -> a.headerName.equals(headerName)).findFirst();
  }
}
