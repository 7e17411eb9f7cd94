package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads claims and checks what does not depend on who asks and when. */
final class Claims {

  private static final List<String> TIMES = List.of("exp", "iat", "nbf", "auth_time");

  /** They become map keys, log fields and names that the application sees. */
  private static final List<String> TEXTS =
      List.of("iss", "sub", "jti", "sid", "client_id", "scope");

  private static final List<String> LISTS = List.of("roles", "groups", "entitlements", "amr");

  private Claims() {}

  static Map<String, Object> parse(byte[] json) throws RefusedTokenException {
    try {
      Map<String, Object> claims = Json.readObject(json);
      if (!areSound(claims)) {
        throw new RefusedTokenException(JwtProblem.INVALID_CLAIM);
      }
      return claims;
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  private static boolean areSound(Map<String, Object> claims) {
    return claims.keySet().stream().allMatch(Claims::isClean)
        && TIMES.stream().allMatch(name -> isTime(claims.get(name)))
        && TEXTS.stream().allMatch(name -> isAbsentOrText(claims.get(name)))
        && LISTS.stream().allMatch(name -> isAbsentOrTexts(claims.get(name)));
  }

  private static boolean isTime(@Nullable Object value) {
    return value == null || NumericDate.read(value).isPresent();
  }

  private static boolean isAbsentOrText(@Nullable Object value) {
    return value == null || isCleanText(value);
  }

  private static boolean isAbsentOrTexts(@Nullable Object value) {
    return value == null
        || (value instanceof List<?> list && list.stream().allMatch(Claims::isCleanText));
  }

  private static boolean isCleanText(@Nullable Object value) {
    return value instanceof String text && isClean(text);
  }

  private static boolean isClean(String text) {
    return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
  }
}
