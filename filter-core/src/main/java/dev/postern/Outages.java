package dev.postern;

import dev.postern.binding.SenderRefusedException;
import dev.postern.endpoint.Refusal;
import dev.postern.endpoint.Refusals;
import dev.postern.endpoint.SenderRefusals;
import dev.postern.identity.TooManySessionsException;
import dev.postern.identity.VerifierUnavailableException;
import dev.postern.servlet.Exchange;
import dev.postern.servlet.Outage;
import dev.postern.store.StoreException;
import dev.postern.token.KeysUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers 503 with {@code Retry-After} when a store cannot be asked or our own code fails. Never
 * 401, no redirect and no cookie: a short outage must not log everybody out. Thread-safe.
 */
final class Outages implements Outage {

  private static final System.Logger LOG = System.getLogger(Outages.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** A chain of causes may be a circle. */
  private static final int MAX_CAUSES = 16;

  private final String filterName;
  private final Refusals refusals;

  Outages(String filterName, Refusals refusals) {
    this.filterName = filterName;
    this.refusals = refusals;
  }

  @Override
  public void answer(
      HttpServletRequest request, HttpServletResponse response, RuntimeException cause) {
    answer(request, response, (Exception) cause);
  }

  /**
   * For a failure whatever the application wrapped it in, and for a mistake in our own code, which
   * must not let anybody in (ASVS 16.5.3).
   */
  void answer(HttpServletRequest request, HttpServletResponse response, Exception cause) {
    log(cause);
    unavailable(request, response);
  }

  /**
   * Answers a failure that the application let pass, if it is one of those that have an answer of
   * ours.
   *
   * @return whether it is answered
   */
  boolean answerIfOurs(
      HttpServletRequest request, HttpServletResponse response, Exchange exchange, Exception e) {
    boolean isOutage = exchange.failure().isPresent() || isOutage(e);
    Optional<Refusal> refusal = refusalOf(e);
    if (response.isCommitted() || !(isOutage || refusal.isPresent())) {
      return false;
    }
    if (isOutage) {
      exchange.abandon();
      answer(request, response, e);
    } else {
      send(refusal.get(), request, response);
    }
    return true;
  }

  /** Of a login that the application tried. */
  private static Optional<Refusal> refusalOf(Exception e) {
    return find(e, TooManySessionsException.class)
        .map(full -> Refusal.tooManySessions())
        .or(
            () ->
                find(e, SenderRefusedException.class)
                    .map(refused -> SenderRefusals.ofLogin(refused.problem())));
  }

  /**
   * That a store or keys are lost was said once, where it was noticed, and not for every request.
   */
  private void log(Exception cause) {
    if (has(cause, StoreException.class)) {
      LOG.log(Level.DEBUG, "event=store-unavailable filter=" + filterName, cause);
    } else if (has(cause, KeysUnavailableException.class)) {
      LOG.log(Level.DEBUG, "event=keys-unavailable filter=" + filterName, cause);
    } else {
      String event =
          has(cause, VerifierUnavailableException.class) ? "verifier-unavailable" : "filter-failed";
      LOG.log(Level.ERROR, "event=" + event + " filter=" + filterName, cause);
    }
  }

  /** Whether a store, a verifier or keys that could not be asked is at the bottom of it. */
  private static boolean isOutage(Throwable failure) {
    return has(failure, StoreException.class)
        || has(failure, VerifierUnavailableException.class)
        || has(failure, KeysUnavailableException.class);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return find(failure, kind).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(kind::isInstance)
        .findFirst()
        .map(kind::cast);
  }

  private void unavailable(HttpServletRequest request, HttpServletResponse response) {
    if (!response.isCommitted()) {
      send(Refusal.unavailable(RETRY_AFTER), request, response);
    }
  }

  private void send(Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
    try {
      refusals.send(refusal, request, response);
    } catch (IOException clientIsGone) {
      throw new UncheckedIOException(clientIsGone);
    }
  }
}
