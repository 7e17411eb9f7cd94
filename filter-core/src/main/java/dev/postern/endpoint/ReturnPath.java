package dev.postern.endpoint;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a browser was when it was sent to the login page: a path of this application, which cannot
 * lead to another host however a browser reads it. Immutable and thread-safe.
 *
 * @param text raw path and query, as they stand in a request line
 */
record ReturnPath(String text) {

  static final int MAX_LENGTH = 2048;

  /** The characters of RFC 3986 and nothing else: no backslash, blank, control or fragment. */
  private static final Pattern FORM =
      Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*(\\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?");

  /** Two slashes begin a host; dot segments lead out of the application. */
  private static final Pattern LEADS_AWAY =
      Pattern.compile("//.*|[^?]*/(\\.|%2e){1,2}(/[^?]*)?(\\?.*)?", Pattern.CASE_INSENSITIVE);

  /**
   * The path, if it is one to go back to.
   *
   * @param candidate hostile
   * @param contextPath as it is written in a URL; empty for the root
   */
  static Optional<ReturnPath> of(String candidate, String contextPath) {
    boolean safe =
        candidate.length() <= MAX_LENGTH
            && FORM.matcher(candidate).matches()
            && !LEADS_AWAY.matcher(candidate).matches()
            && candidate.startsWith(contextPath + "/");
    return safe ? Optional.of(new ReturnPath(candidate)) : Optional.empty();
  }
}
