package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The live sessions of a subject, on whatever node they began. One that a login opens at the very
 * moment may be missing. Every method throws {@link dev.postern.store.StoreException} if the store
 * cannot be asked; what it was to end may then be ended or not, and asking again is harmless.
 * Thread-safe.
 */
public final class SubjectSessions implements SubjectLogins {

  private final SessionStore store;
  private final SessionKeys keys;
  private final SessionCodec codec;
  private final SessionEnd ends;

  SubjectSessions(SessionStore store, SessionKeys keys, SessionCodec codec, SessionEnd ends) {
    this.store = store;
    this.keys = keys;
    this.codec = codec;
    this.ends = ends;
  }

  /** {@inheritDoc} One that only a later version of this library can read is missing. */
  @Override
  public List<SessionSummary> list(String subject, Optional<String> current) {
    return found(subject).stream()
        .flatMap(stored -> summary(stored, subject, current).stream())
        .sorted(SessionSummary.LATEST_FIRST)
        .toList();
  }

  /**
   * {@inheritDoc} A node that died while it changed an id may have left a second record of the
   * handle, which ends too.
   *
   * @throws StoreException also if there is none that this node can read, and one of which only a
   *     later version of this library can tell whether it is that
   */
  @Override
  public boolean end(String subject, String handle) {
    if (!RecordId.isOne(handle)) {
      return false;
    }
    List<StoredSession> all = found(subject);
    List<StoredSession> meant =
        all.stream().filter(stored -> isOf(stored, subject, handle)).toList();
    if (meant.isEmpty()) {
      all.forEach(stored -> codec.decodeHeader(stored.key(), stored.session().header()));
    }
    return ends.endEach(meant) > 0;
  }

  /**
   * {@inheritDoc} One that cannot be read is not kept.
   *
   * @throws StoreException if some could not be ended; it says how many; a few others may be left
   *     too, since it gives up when the store fails again
   */
  @Override
  public int endAllBut(String subject, Optional<String> kept) {
    return ends.endEach(
        found(subject).stream()
            .filter(stored -> kept.filter(handle -> isOf(stored, subject, handle)).isEmpty())
            .toList());
  }

  @Override
  public int revise(String subject, UnaryOperator<Identity> change, Instant asOf) {
    IdentityRevision revision = new IdentityRevision(store, codec, subject, change, asOf);
    return (int)
        found(subject).stream()
            .filter(stored -> revision.revise(stored.key(), stored.session()))
            .count();
  }

  private List<StoredSession> found(String subject) {
    return store.findBySubject(keys.subjectOf(subject));
  }

  private boolean isOf(StoredSession stored, String subject, String handle) {
    return header(stored, subject).filter(own -> own.recordId().value().equals(handle)).isPresent();
  }

  private Optional<SessionSummary> summary(
      StoredSession stored, String subject, Optional<String> current) {
    return header(stored, subject)
        .flatMap(header -> header.identity().map(owner -> summary(stored, header, owner, current)));
  }

  private static SessionSummary summary(
      StoredSession stored, SessionHeader header, Identity owner, Optional<String> current) {
    String handle = header.recordId().value();
    Device device = header.login().map(Login::device).orElse(Device.UNKNOWN);
    return new SessionSummary(
        SessionSummary.Kind.SESSION,
        handle,
        device.label(),
        device.address(),
        header.createdAt(),
        header.login().map(Login::at).orElse(owner.authenticatedAt()),
        stored.session().lastAccessedAt(),
        current.filter(handle::equals).isPresent());
  }

  /** The index is the store's word; whose session it is, the sealed header says. */
  private Optional<SessionHeader> header(StoredSession stored, String subject) {
    return codec
        .headerIfReadable(stored.key(), stored.session().header())
        .filter(
            header -> header.identity().filter(owner -> owner.name().equals(subject)).isPresent());
  }
}
