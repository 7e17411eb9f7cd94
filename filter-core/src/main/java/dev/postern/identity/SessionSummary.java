package dev.postern.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * One live session or grant, as its owner may see it. Immutable and thread-safe.
 *
 * @param kind what it is
 * @param handle names the session for as long as it lives, through every change of its id; no
 *     secret: it opens nothing
 * @param device what logged in, for example {@code Firefox on Linux}; what a client says of itself
 *     proves nothing
 * @param address from where that was
 * @param createdAt when the session began, perhaps before the login
 * @param loggedInAt when its owner logged in
 * @param lastSeenAt its last access; up to a minute of accesses that changed nothing may be missing
 * @param isCurrent whether it is the session of the request that asked
 */
public record SessionSummary(
    Kind kind,
    String handle,
    String device,
    String address,
    Instant createdAt,
    Instant loggedInAt,
    Instant lastSeenAt,
    boolean isCurrent) {

  /** The current one first, then the one that was used last. */
  public static final Comparator<SessionSummary> LATEST_FIRST =
      Comparator.comparing(SessionSummary::isCurrent)
          .thenComparing(SessionSummary::lastSeenAt)
          .reversed();

  /** What a caller is signed in by. */
  public enum Kind {
    /** A session, whose state is asked for with every request. */
    SESSION,
    /** The record behind a refresh token. */
    GRANT
  }

  /** Refuses null. */
  public SessionSummary {
    requireNonNull(kind, "kind");
    requireNonNull(handle, "handle");
    requireNonNull(device, "device");
    requireNonNull(address, "address");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(loggedInAt, "loggedInAt");
    requireNonNull(lastSeenAt, "lastSeenAt");
  }
}
