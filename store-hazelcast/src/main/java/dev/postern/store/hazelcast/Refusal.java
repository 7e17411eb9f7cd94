package dev.postern.store.hazelcast;

import dev.postern.store.SessionDelta;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Optional;

/** Why a change cannot be applied to what is there. Stateless and thread-safe. */
final class Refusal {

  private static final UpdateResult GONE = new UpdateResult.Gone();

  private Refusal() {}

  /** The refusal, or empty; then the entry is a live session. */
  static Optional<UpdateResult> of(Optional<Entry> entry, SessionDelta delta, Instant now) {
    if (entry.isEmpty() || entry.get().isPast(now)) {
      return Optional.of(GONE);
    }
    if (entry.get() instanceof Pointer pointer) {
      return Optional.of(new UpdateResult.Moved(pointer.to()));
    }
    if (!(entry.get() instanceof Live live)) {
      return Optional.of(GONE);
    }
    long version = live.session().version();
    boolean expected = delta.expectedVersion().orElse(version) == version;
    return expected ? Optional.empty() : Optional.of(new UpdateResult.Conflict());
  }
}
