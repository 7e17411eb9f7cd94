package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.session.codec.MalformedBytesException;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions that nobody but the client keeps: all of one in one sealed text, which only this
 * application opens, and only for the owner it was sealed for. No store is asked. So nobody can
 * tell an earlier text of the same session from the latest one, and of two requests at once the
 * answer that comes last is what the client keeps. Thread-safe.
 */
public final class CarriedSessions {

  /** Reading moves the last access that often only, or each answer would carry the session. */
  private static final int TOUCHES_PER_TIMEOUT = 10;

  private final SessionIds ids;
  private final SessionSettings settings;
  private final CarriedText texts;
  private final CarriedCodec codec;
  private final EndObserver observer;

  /**
   * The sessions of one application that travel under one name.
   *
   * @param sealing with what, and what its attributes may be
   * @param carrier the name under which texts travel, without blanks; one of another name is
   *     nothing here
   * @param longest how many characters a text may have
   * @param observer of sessions that end before their time
   * @throws IllegalArgumentException if nothing fits into so short a text
   */
  public CarriedSessions(
      SessionKeys keys,
      SessionSettings settings,
      SessionSealing sealing,
      String carrier,
      int longest,
      SecureRandom random,
      EndObserver observer) {
    this.ids = new SessionIds(random, keys);
    this.settings = requireNonNull(settings, "settings");
    this.texts = new CarriedText(sealing, carrier, longest, random);
    int room = Math.min(texts.room() - CarriedForm.HEAD_BYTES, sealing.limits().maxSessionBytes());
    if (room <= 0) {
      throw new IllegalArgumentException("No session fits into " + longest + " characters.");
    }
    this.codec = new CarriedCodec(sealing.values(), room);
    this.observer = requireNonNull(observer, "observer");
  }

  /** A new session. */
  public ManagedSession begin(Instant now) {
    return new ManagedSession(ids, codec, settings.lifetimeFrom(now), now);
  }

  /**
   * What a client brought.
   *
   * @param text hostile
   * @param owner who asks
   * @throws StoreException if a later version of this library wrote it: another node can read it
   */
  public CarriedResult open(String text, SessionOwner owner, Instant now) {
    Optional<CarriedForm> form =
        texts
            .open(text)
            .flatMap(CarriedSessions::formOf)
            .filter(read -> !read.record().isExpired(now));
    if (form.isEmpty()) {
      return CarriedResult.None.OVER;
    }
    return form.get().owner().equals(owner.fingerprint())
        ? session(form.get())
        : CarriedResult.None.ANOTHERS;
  }

  /** Another id, and an absolute lifetime that begins now: its owner has logged in to it. */
  public void login(ManagedSession session, Instant now) {
    session.beginAnew(settings.deadlineFrom(now));
  }

  /**
   * The text that the client is to keep from now on; empty if the one it has stays right, if there
   * is nothing in a session that it knows nothing of, or if the session has ended.
   *
   * @throws IllegalStateException if it is too large; the client then keeps what it has
   * @throws IllegalArgumentException if a value in it cannot be written
   */
  public Optional<String> seal(ManagedSession session, SessionOwner owner, Instant now) {
    return session.whileAsleep(() -> sealIfNews(session, owner, now));
  }

  private Optional<String> sealIfNews(ManagedSession session, SessionOwner owner, Instant now) {
    synchronized (session) {
      if (!session.isValid() || !(session.isStored() || session.isWorthCreating())) {
        return Optional.empty();
      }
      SessionKey key = ids.keyOf(session.id());
      SessionRecord whole = session.draft().toWhole(key, now);
      if (session.isStored() && !session.draft().isChanged() && !isTouchDue(session, now)) {
        return Optional.empty();
      }
      String text =
          texts.close(
              new RecordId(session.recordId()),
              new CarriedForm(owner.fingerprint(), session.id(), whole).write());
      session.sealedUnder(key);
      return Optional.of(text);
    }
  }

  /** Ends it for this request; what the client holds is to be cleared. */
  public void end(ManagedSession session) {
    if (session.beginEnd()) {
      observer.ended(session);
      session.ended();
    }
  }

  private CarriedResult session(CarriedForm form) {
    SessionKey key = ids.keyOf(form.id());
    return codec
        .decodeHeader(key, form.record().header())
        .<CarriedResult>map(
            header ->
                new CarriedResult.Own(
                    new ManagedSession(
                        ids,
                        codec,
                        form.id(),
                        key,
                        header,
                        form.record(),
                        (from, name) -> Optional.empty())))
        .orElse(CarriedResult.None.OVER);
  }

  private static Optional<CarriedForm> formOf(byte[] bytes) {
    if (CarriedForm.isNewer(bytes)) {
      throw new StoreException(
          "A session was sealed by a later version of this library.",
          new IllegalStateException("unknown version"));
    }
    try {
      return Optional.of(CarriedForm.read(bytes));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  /** Once for one request, whatever is asked later. */
  private static boolean isTouchDue(ManagedSession session, Instant now) {
    Duration interval = session.maxInactive().dividedBy(TOUCHES_PER_TIMEOUT);
    return !session.isSealedAnew()
        && interval.compareTo(Duration.ZERO) > 0
        && !now.isBefore(session.lastAccessedAt().plus(interval));
  }
}
