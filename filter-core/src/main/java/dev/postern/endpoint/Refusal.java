package dev.postern.endpoint;

import dev.postern.protection.StepUp;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One way of saying no. It holds what the client may know and never why: every rejected credential
 * gives the same answer (ASVS 16.5.1). Immutable and thread-safe.
 *
 * @param status the HTTP status
 * @param type what kind of problem it is (RFC 9457 section 3.1.1)
 * @param title what RFC 9110 calls it, or that kind of problem
 * @param sentence what a person is told
 * @param error the error code of RFC 6750 section 3.1, where there is one
 * @param headers further headers
 * @param isForWantOfLogin whether logging in would help
 * @param needed what that login has to be like, by the names of RFC 9470 section 3; empty if any
 *     will do
 */
public record Refusal(
    int status,
    String type,
    String title,
    String sentence,
    Optional<BearerError> error,
    Map<String, String> headers,
    boolean isForWantOfLogin,
    Map<String, Object> needed) {

  /** There is no more to say of it than its status says (RFC 9457 section 4.2.1). */
  private static final String KNOWN_BY_STATUS = "about:blank";

  /** Copies the maps. */
  public Refusal {
    headers = Map.copyOf(headers);
    needed = Collections.unmodifiableMap(new LinkedHashMap<>(needed));
  }

  /** Logging in does not help, or any login does. */
  private Refusal(
      int status,
      String type,
      String title,
      String sentence,
      Optional<BearerError> error,
      Map<String, String> headers,
      boolean isForWantOfLogin) {
    this(status, type, title, sentence, error, headers, isForWantOfLogin, Map.of());
  }

  /** 400: the request can be read in more than one way, or in none (BR-5). */
  public static Refusal malformed() {
    return badRequest(BearerError.INVALID_REQUEST);
  }

  /** 401: nobody has logged in, and no credential came (BR-5: a challenge without an error). */
  public static Refusal loginNeeded() {
    return unauthorized(Optional.empty());
  }

  /** 401: a credential came and was not accepted. */
  public static Refusal credentialRejected() {
    return unauthorized(Optional.of(BearerError.INVALID_TOKEN));
  }

  /** 401: the caller is logged in, but too long ago, or not by enough (RFC 9470 section 3). */
  public static Refusal insufficientLogin(StepUp asked) {
    return new Refusal(
        401,
        "tag:postern.dev,2026:insufficient-user-authentication",
        "Log In Again",
        "This needs a more recent or a stronger login.",
        Optional.of(BearerError.insufficientLogin(asked.parameters())),
        Map.of(),
        true,
        asked.parameters());
  }

  /** 401: the name or the password is wrong; which of the two is not told. */
  static Refusal wrongPassword() {
    return new Refusal(
        401,
        KNOWN_BY_STATUS,
        "Unauthorized",
        "The name or the password is wrong.",
        Optional.empty(),
        Map.of(),
        false);
  }

  /** 403: the caller is known and may not, or another site sent the request. */
  public static Refusal forbidden() {
    return of(403, "Forbidden", "This is not open to you.", Map.of());
  }

  /** 403: the caller's token lacks a scope (RFC 6750 section 3.1). */
  public static Refusal insufficientScope(Collection<String> scopes) {
    return new Refusal(
        403,
        KNOWN_BY_STATUS,
        "Forbidden",
        "This is not open to you.",
        Optional.of(BearerError.insufficientScope(scopes)),
        Map.of(),
        false);
  }

  /** 404: there is nothing of the kind, or nothing that the caller may know of. */
  static Refusal notFound() {
    return of(404, "Not Found", "There is nothing here.", Map.of());
  }

  /** 405: the path is there, but not for this method. */
  static Refusal methodNotAllowed(String allow) {
    return of(405, "Method Not Allowed", "This cannot be done here.", Map.of("Allow", allow));
  }

  /** 409: the password is right, but somebody has to log out first. */
  public static Refusal tooManySessions() {
    return new Refusal(
        409,
        "tag:postern.dev,2026:too-many-sessions",
        "Too Many Sessions",
        "You are signed in in as many places as you may be. Sign out in one of them first.",
        Optional.empty(),
        Map.of(),
        false);
  }

  /** 413: the body is larger than any name and password. */
  static Refusal tooLarge() {
    return of(413, "Content Too Large", "The request is too large.", Map.of());
  }

  /** 415: neither a form nor JSON. */
  static Refusal unsupportedMediaType() {
    return of(
        415,
        "Unsupported Media Type",
        "Send a form or JSON.",
        Map.of("Accept", "application/json, application/x-www-form-urlencoded"));
  }

  /** 429: too many attempts failed. */
  static Refusal tooManyAttempts(Duration retryAfter) {
    return of(
        429,
        "Too Many Requests",
        "Too many attempts failed. Wait a while, then try again.",
        Map.of("Retry-After", seconds(retryAfter)));
  }

  /** 503: a store or a verifier cannot be asked now; nobody is logged out by that. */
  public static Refusal unavailable(Duration retryAfter) {
    return of(
        503,
        "Service Unavailable",
        "This is not available just now. Try again in a moment.",
        Map.of("Retry-After", seconds(retryAfter)));
  }

  /** 400, for this reason. */
  static Refusal badRequest(BearerError error) {
    return new Refusal(
        400,
        KNOWN_BY_STATUS,
        "Bad Request",
        "The request was not understood.",
        Optional.of(error),
        Map.of(),
        false);
  }

  /** 401, for this reason if there is one. */
  static Refusal unauthorized(Optional<BearerError> error) {
    return new Refusal(
        401, KNOWN_BY_STATUS, "Unauthorized", "Log in first.", error, Map.of(), true);
  }

  private static Refusal of(
      int status, String title, String sentence, Map<String, String> headers) {
    return new Refusal(status, KNOWN_BY_STATUS, title, sentence, Optional.empty(), headers, false);
  }

  /** Rounded up, and never zero: a client told to wait nought seconds comes back at once. */
  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
  }
}
