package dev.postern.sample.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** A sentence for the next page, kept in the session across one redirect. Thread-safe. */
public final class Notice {

  private static final String ATTRIBUTE = "notice";

  private Notice() {}

  static void leave(HttpServletRequest request, String sentence) {
    request.getSession().setAttribute(ATTRIBUTE, sentence);
  }

  /** Takes the sentence, if there is one; it is shown once. */
  public static Optional<String> take(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false)).flatMap(Notice::takeFrom);
  }

  private static Optional<String> takeFrom(HttpSession session) {
    Optional<String> sentence =
        Optional.ofNullable(session.getAttribute(ATTRIBUTE)).map(Object::toString);
    sentence.ifPresent(shown -> session.removeAttribute(ATTRIBUTE));
    return sentence;
  }
}
