package dev.postern.store.hazelcast;

import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Optional;

/**
 * Applies a change to one session. For one thread and one use. What has to be there when the change
 * is, large values and the note of an earlier end, is written before it.
 */
final class AttributeChange {

  private final SessionGrid grid;
  private final Companions companions;
  private final SessionKey key;
  private final SessionDelta delta;
  private final Instant now;
  private final LargeWrite large;

  AttributeChange(
      SessionGrid grid, Companions companions, SessionKey key, SessionDelta delta, Instant now) {
    this.grid = grid;
    this.companions = companions;
    this.key = key;
    this.delta = delta;
    this.now = now;
    this.large = companions.write(delta.changed(), now);
  }

  UpdateResult run() {
    UpdateResult result = grid.changeInTurn(key, now, this::decide);
    large.finish(result instanceof UpdateResult.Saved);
    return result;
  }

  private Verdict<UpdateResult> decide(Optional<Entry> entry) {
    Optional<UpdateResult> refusal = Refusal.of(entry, delta, now);
    if (refusal.isPresent()) {
      return new Verdict.Answer<>(refusal.get());
    }
    Live before = (Live) entry.orElseThrow();
    Live after = before.with(delta, large.parted());
    large.prepare(before, after);
    if (after.end().isBefore(before.end())) {
      companions.note(key, after, now).run();
    }
    return new Verdict.Write<>(after, new UpdateResult.Saved(after.session().version()));
  }
}
