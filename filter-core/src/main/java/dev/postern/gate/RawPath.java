package dev.postern.gate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decodes a raw request path once, and refuses every spelling that another parser might read
 * differently.
 *
 * <p>An encoded dot is refused wherever it stands, {@code file%2etxt} included: RFC 3986 section
 * 2.3 asks nobody to encode an unreserved character, and containers differ in when they look for
 * dot segments. An encoded {@code ;} is refused like a plain one, because dispatchers cut path
 * parameters off decoded paths too. Stateless and thread-safe.
 */
final class RawPath {

  private static final Pattern STILL_ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final String ENCODED_DELIMITERS = "/\\.;";

  private RawPath() {}

  static String decode(String raw) throws AmbiguousRequestException {
    if (!raw.startsWith("/")) {
      throw new AmbiguousRequestException(Ambiguity.NOT_A_PATH);
    }
    for (int i = 0; i < raw.length(); i++) {
      requirePlain(raw.charAt(i));
    }
    if (raw.contains("//")) {
      throw new AmbiguousRequestException(Ambiguity.EMPTY_SEGMENT);
    }
    String decoded = utf8(percentDecoded(raw));
    requireDecodedOnce(decoded);
    return decoded;
  }

  private static void requirePlain(char c) throws AmbiguousRequestException {
    if (c > 0x7e) {
      throw new AmbiguousRequestException(
          c == 0x7f ? Ambiguity.CONTROL_CHARACTER : Ambiguity.NON_ASCII_PATH);
    }
    if (c < 0x20) {
      throw new AmbiguousRequestException(Ambiguity.CONTROL_CHARACTER);
    }
    if (c == ';') {
      throw new AmbiguousRequestException(Ambiguity.PATH_PARAMETER);
    }
    if (c == '\\') {
      throw new AmbiguousRequestException(Ambiguity.BACKSLASH);
    }
    if (c == ' ' || c == '?' || c == '#') {
      throw new AmbiguousRequestException(Ambiguity.NOT_A_PATH);
    }
  }

  private static byte[] percentDecoded(String raw) throws AmbiguousRequestException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    int i = 0;
    while (i < raw.length()) {
      if (raw.charAt(i) == '%') {
        bytes.write(encodedByte(raw, i));
        i += 3;
      } else {
        bytes.write(raw.charAt(i));
        i++;
      }
    }
    return bytes.toByteArray();
  }

  private static int encodedByte(String raw, int percent) throws AmbiguousRequestException {
    if (!STILL_ENCODED.matcher(raw).region(percent, raw.length()).lookingAt()) {
      throw new AmbiguousRequestException(Ambiguity.INVALID_PERCENT);
    }
    int value = Integer.parseInt(raw.substring(percent + 1, percent + 3), 16);
    if (ENCODED_DELIMITERS.indexOf(value) >= 0) {
      throw new AmbiguousRequestException(Ambiguity.ENCODED_DELIMITER);
    }
    return value;
  }

  private static String utf8(byte[] bytes) throws AmbiguousRequestException {
    try {
      // A new decoder reports what is malformed: overlong forms and surrogates too.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new AmbiguousRequestException(Ambiguity.INVALID_UTF8);
    }
  }

  private static void requireDecodedOnce(String decoded) throws AmbiguousRequestException {
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new AmbiguousRequestException(Ambiguity.CONTROL_CHARACTER);
    }
    if (STILL_ENCODED.matcher(decoded).find()) {
      throw new AmbiguousRequestException(Ambiguity.DOUBLE_ENCODING);
    }
    List<String> segments = RequestPath.of(decoded).segments();
    if (segments.contains(".") || segments.contains("..")) {
      throw new AmbiguousRequestException(Ambiguity.DOT_SEGMENT);
    }
  }
}
