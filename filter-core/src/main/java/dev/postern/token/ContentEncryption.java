package dev.postern.token;

import java.util.Arrays;
import java.util.Optional;

/**
 * How the content of an encrypted token is encrypted (RFC 7518 section 5), each with a key of 256
 * bits and a tag of 128. Thread-safe.
 */
public enum ContentEncryption {
  /** AES-256 in Galois/Counter mode; the default. */
  A256GCM("A256GCM", 12),
  /** AES-128 in CBC mode, then HMAC with SHA-256; for readers that know nothing newer. */
  A128CBC_HS256("A128CBC-HS256", 16);

  static final int KEY_BYTES = 32;
  static final int TAG_BYTES = 16;

  private final String headerName;
  private final int vectorBytes;

  ContentEncryption(String headerName, int vectorBytes) {
    this.headerName = headerName;
    this.vectorBytes = vectorBytes;
  }

  /** How the header {@code enc} writes it. */
  public String headerName() {
    return headerName;
  }

  int vectorBytes() {
    return vectorBytes;
  }

  /** Of exactly this name, case included (RFC 8725 section 3.1). */
  static Optional<ContentEncryption> named(String headerName) {
    return Arrays.stream(values()).filter(e -> e.headerName.equals(headerName)).findFirst();
  }
}
