package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a subject is signed in, as its owner may see it and end it. Every method throws {@link
 * dev.postern.store.StoreException} if the store cannot be asked; what it was to end may then be
 * ended or not, and asking again is harmless. Implementations are thread-safe.
 */
public interface SubjectLogins {

  /**
   * All of them: the current one first, then the one that was used last.
   *
   * @param current the handle of the one that asks, if it is one
   */
  List<SessionSummary> list(String subject, Optional<String> current);

  /**
   * Ends one, and returns when that is confirmed.
   *
   * @param handle hostile
   * @return whether the subject had one of this handle
   */
  boolean end(String subject, String handle);

  /**
   * Ends all but one, and returns when that is confirmed.
   *
   * @param kept the handle of the one that stays, if one does
   * @return how many were ended
   */
  int endAllBut(String subject, Optional<String> kept);

  /**
   * Makes roles and claims of the subject others wherever they are signed in, and returns when that
   * is confirmed. When and how they logged in stays as it is.
   *
   * @param change keeps the name
   * @param asOf from when on it is so
   * @return in how many places
   */
  int revise(String subject, UnaryOperator<Identity> change, Instant asOf);
}
