package dev.postern.token;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one outside issuer, fetched by one request at a time:
 *
 * <ol>
 *   <li>anew in intervals, so that a key that is withdrawn there leaves here (ROT-4);
 *   <li>for a key that is not known, but never twice within the cool-down, whatever ids a flood of
 *       tokens makes up; that one instant is all that is kept of them (ROT-2);
 *   <li>while the issuer does not answer its last keys stay, up to their greatest age; then there
 *       are none, which is an outage and not the caller's fault (ROT-3).
 * </ol>
 *
 * <p>Thread-safe.
 */
final class IssuerKeys {

  private static final System.Logger LOG = System.getLogger(IssuerKeys.class.getName());
  private static final Duration BRIEFLY = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Each of them holds one of the container's threads, which other paths need. */
  private static final int MAX_WAITING = 16;

  private final TrustedIssuer issuer;
  private final TrustedIssuerSettings settings;
  private final DocumentSource documents;
  private final Duration patience;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Semaphore waiting;
  private volatile State state =
      new State(Map.of(), Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, false);

  /**
   * What is known.
   *
   * @param fetchedAt the last success
   * @param triedAt the last attempt
   * @param soughtAt the last attempt for a key that was not known
   */
  private record State(
      Map<String, RingKey> keys,
      Instant fetchedAt,
      Instant triedAt,
      Instant soughtAt,
      boolean failing) {}

  IssuerKeys(TrustedIssuer issuer, TrustedIssuerSettings settings, DocumentSource documents) {
    this(issuer, settings, documents, PATIENCE);
  }

  IssuerKeys(
      TrustedIssuer issuer,
      TrustedIssuerSettings settings,
      DocumentSource documents,
      Duration patience) {
    this.patience = patience;
    this.waiting = new Semaphore(documents.isRemote() ? MAX_WAITING : Integer.MAX_VALUE);
    this.issuer = issuer;
    this.settings = settings;
    this.documents = documents;
  }

  /**
   * The key of this id.
   *
   * @throws RefusedTokenException if the issuer has none
   * @throws KeysUnavailableException if that cannot be known
   */
  RingKey find(String keyId, Instant now) throws RefusedTokenException {
    State seen = isDue(state, now) ? fetched(now, false) : state;
    if (!isUsable(seen, now)) {
      throw new KeysUnavailableException("The keys of " + issuer.name() + " cannot be had.");
    }
    @Nullable RingKey key = seen.keys().get(keyId);
    if (key == null && maySeek(seen, now)) {
      key = fetched(now, true).keys().get(keyId);
    }
    if (key == null) {
      throw new RefusedTokenException(JwtProblem.UNKNOWN_KEY);
    }
    return key;
  }

  private boolean isDue(State seen, Instant now) {
    Duration pause = seen.failing() ? settings.coolDown() : settings.refresh();
    return !isWithin(seen.triedAt(), pause, now);
  }

  private boolean isUsable(State seen, Instant now) {
    return isWithin(seen.fetchedAt(), settings.maxAge(), now);
  }

  private boolean maySeek(State seen, Instant now) {
    return !seen.failing() && !isWithin(seen.soughtAt(), settings.coolDown(), now);
  }

  /** A clock that was set back must not put anything off. */
  private static boolean isWithin(Instant from, Duration length, Instant now) {
    return now.isBefore(from.plus(length)) && !now.isBefore(from.minus(length));
  }

  /** Others go on with the keys they have, and wait only if they have none. */
  private State fetched(Instant now, boolean seeking) {
    try {
      boolean mine = isUsable(state, now) ? fetching.tryLock() : isMineInTime();
      return mine ? fetchedAlone(now, seeking) : state;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return state;
    }
  }

  /** All wait as long as a fetch takes that goes well, and only some of them any longer. */
  private boolean isMineInTime() throws InterruptedException {
    if (fetching.tryLock(BRIEFLY.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      return fetching.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      waiting.release();
    }
  }

  /** Unlocks. */
  private State fetchedAlone(Instant now, boolean seeking) {
    try {
      State last = state;
      if (seeking ? maySeek(last, now) : isDue(last, now)) {
        state = fetch(last, now, seeking);
      }
      return state;
    } finally {
      fetching.unlock();
    }
  }

  private State fetch(State last, Instant now, boolean seeking) {
    Instant soughtAt = seeking ? now : last.soughtAt();
    try {
      Map<String, RingKey> keys = new IssuerKeySet(issuer).read(documents.fetch(address()));
      if (last.failing() || !last.keys().keySet().equals(keys.keySet())) {
        LOG.log(
            Level.INFO,
            "event=issuer-keys-loaded issuer=" + issuer.name() + " keys=" + keys.size());
      }
      return new State(keys, now, now, soughtAt, false);
    } catch (IOException | RuntimeException e) {
      if (!last.failing()) {
        LOG.log(Level.ERROR, "event=issuer-unavailable issuer=" + issuer.name(), e);
      }
      return new State(last.keys(), last.fetchedAt(), now, soughtAt, true);
    }
  }

  private URI address() throws IOException {
    if (issuer.jwks().isPresent()) {
      return issuer.jwks().get();
    }
    Map<String, Object> metadata = documents.fetch(issuer.discovery());
    if (!issuer.issuer().equals(metadata.get("issuer"))
        || !(metadata.get("jwks_uri") instanceof String address)) {
      throw new IOException("discovery is of another issuer, or has no jwks_uri");
    }
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("jwks_uri is no address");
    }
  }
}
