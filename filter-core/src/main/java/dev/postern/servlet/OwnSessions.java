package dev.postern.servlet;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.session.SubjectLogins;
import java.util.List;
import java.util.Optional;

/**
 * The sessions and grants of the caller, and of nobody else. There are none for a caller who has
 * not logged in. Every method throws {@link dev.postern.store.StoreException} if the store cannot
 * be asked. Safe for the threads of one request.
 */
public final class OwnSessions {

  private final Exchange exchange;
  private final SubjectLogins logins;

  OwnSessions(Exchange exchange, SubjectLogins logins) {
    this.exchange = exchange;
    this.logins = logins;
  }

  /** The one of this request first, then the one that was used last. */
  public List<SessionSummary> list() {
    return subject().map(name -> logins.list(name, current())).orElse(List.of());
  }

  /**
   * Ends one, and returns when that is confirmed. That of this request ends as by a logout.
   *
   * @param handle hostile
   * @return whether the caller had a session of this handle
   */
  public boolean end(String handle) {
    if (subject().isPresent() && current().filter(handle::equals).isPresent()) {
      exchange.logout();
      return true;
    }
    return subject().map(name -> logins.end(name, handle)).orElse(Boolean.FALSE);
  }

  /**
   * Ends all but the one of this request, and returns when that is confirmed.
   *
   * @return how many were ended
   */
  public int endOthers() {
    return subject().map(name -> logins.endAllBut(name, current())).orElse(0);
  }

  private Optional<String> subject() {
    return exchange.identity().map(Identity::name);
  }

  private Optional<String> current() {
    return exchange.caller().handle();
  }
}
