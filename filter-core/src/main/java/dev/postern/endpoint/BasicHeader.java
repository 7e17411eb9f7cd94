package dev.postern.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The id and the secret of a client in an {@code Authorization} header (RFC 7617), each encoded as
 * a form's field (RFC 6749 section 2.3.1). Shows no secret. Immutable and thread-safe.
 */
record BasicHeader(String client, String secret) {

  private static final String SCHEME = "basic ";

  static boolean isOne(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /** Empty if it cannot be read. */
  static Optional<BasicHeader> read(String header) {
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(SCHEME.length()));
      String pair = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new BasicHeader(decode(pair.substring(0, colon)), decode(pair.substring(colon + 1))));
    } catch (IllegalArgumentException | CharacterCodingException unreadable) {
      return Optional.empty();
    }
  }

  private static String decode(String field) {
    return URLDecoder.decode(field, UTF_8);
  }

  @Override
  public String toString() {
    return "BasicHeader[redacted]";
  }
}
