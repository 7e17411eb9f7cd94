package dev.postern.store.hazelcast;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the half of a split cluster that this member belongs to is just joining the other half.
 * What this half holds is not there for a moment then, and nobody may take it for absent: that
 * would be a logout. Thread-safe.
 */
final class Halves implements LifecycleListener {

  private final AtomicInteger changes = new AtomicInteger();
  private volatile boolean areMeeting;

  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() == LifecycleState.MERGING) {
      changeTo(true);
    } else if (event.getState() == LifecycleState.MERGED
        || event.getState() == LifecycleState.MERGE_FAILED) {
      changeTo(false);
    }
  }

  /** To be read before a question, for {@link #haveBeenMeetingSince}. */
  int changes() {
    return changes.get();
  }

  /** Whether what was not found since then may be there all the same. */
  boolean haveBeenMeetingSince(int before) {
    return areMeeting || changes.get() != before;
  }

  /** Counted first when it begins and when it ends, so that nobody misses it who looks twice. */
  private void changeTo(boolean meeting) {
    changes.incrementAndGet();
    areMeeting = meeting;
  }
}
