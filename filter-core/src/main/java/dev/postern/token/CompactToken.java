package dev.postern.token;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments of a compact token whose spelling is the only one for its bytes (RFC 8725bis section
 * 3.14). Says nothing yet about who wrote it.
 */
final class CompactToken {

  static final int JWS_SEGMENTS = 3;
  static final int JWE_SEGMENTS = 5;

  private final String text;
  private final List<byte[]> segments;

  private CompactToken(String text, List<byte[]> segments) {
    this.text = text;
    this.segments = segments;
  }

  static CompactToken parse(String text, int maxLength) throws RefusedTokenException {
    if (text.length() > maxLength || !text.chars().allMatch(CompactToken::isTokenCharacter)) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    List<byte[]> segments = new ArrayList<>();
    for (String segment : text.split("\\.", -1)) {
      segments.add(
          Base64Url.decode(segment)
              .orElseThrow(() -> new RefusedTokenException(JwtProblem.MALFORMED)));
    }
    if (segments.size() != JWS_SEGMENTS && segments.size() != JWE_SEGMENTS) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    return new CompactToken(text, segments);
  }

  boolean isSigned() {
    return segments.size() == JWS_SEGMENTS;
  }

  byte[] segment(int index) {
    return segments.get(index);
  }

  String text() {
    return text;
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
