package dev.postern.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the content key of an encrypted token reaches its reader (RFC 7518 section 4). RSA1_5,
 * RSA-OAEP with SHA-1 and passwords do not exist here. Thread-safe.
 */
public enum JweAlgorithm implements KeyAlgorithm {
  /** A key derived of {@code app.secret}, another one for each signing key; the default. */
  DIR("dir", KeyKind.OCT),
  /** Wrapped with a 256-bit key of the key directory. */
  A256KW("A256KW", KeyKind.OCT),
  /** Wrapped with a key agreed upon by ECDH on P-256. */
  ECDH_ES_A256KW("ECDH-ES+A256KW", KeyKind.EC),
  /** RSA-OAEP with SHA-256, 2048 bits or more. */
  RSA_OAEP_256("RSA-OAEP-256", KeyKind.RSA);

  private final String headerName;
  private final KeyKind kind;

  JweAlgorithm(String headerName, KeyKind kind) {
    this.headerName = headerName;
    this.kind = kind;
  }

  @Override
  public String headerName() {
    return headerName;
  }

  @Override
  public String use() {
    return "enc";
  }

  @Override
  public KeyKind kind() {
    return kind;
  }

  boolean hasKeyOfItsOwn() {
    return this != DIR;
  }

  boolean hasPublicHalf() {
    return kind == KeyKind.EC || kind == KeyKind.RSA;
  }

  /** The algorithm of exactly this name, case included (RFC 8725 section 3.1). */
  static Optional<JweAlgorithm> named(String headerName) {
    return Arrays.stream(values()).filter(a -> a.headerName.equals(headerName)).findFirst();
  }
}
