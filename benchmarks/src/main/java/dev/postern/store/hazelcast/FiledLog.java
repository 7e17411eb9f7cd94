package dev.postern.store.hazelcast;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.Denial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A long log, put by the page; its bytes are those that so many appends would have left. */
public final class FiledLog {

  private FiledLog() {}

  /** Puts it in place of the log that any member of this JVM knows. */
  public static void put(String app, List<Denial> denials) {
    HazelcastInstance member = Hazelcast.getAllHazelcastInstances().iterator().next();
    Grid grid = new Grid(member.getMap(MapConfigs.denialsOf(app)), MapConfigs.LOG_LIFE);
    Duration life = Duration.between(Instant.now(), denials.get(0).until());
    LogTail tail = LogTail.begin();
    for (int from = 0; from < denials.size(); from += LogTail.PAGE) {
      List<Denial> page = denials.subList(from, Math.min(from + LogTail.PAGE, denials.size()));
      tail = new LogTail(tail.log(), tail.origin(), from + 1L, page);
      if (tail.isFull()) {
        grid.putIfAbsent(tail.pageKey(), LogForm.encode(tail), life);
      }
    }
    byte[] before = grid.get(HazelcastDenylist.TAIL).orElseThrow();
    grid.replace(HazelcastDenylist.TAIL, before, LogForm.encode(tail), life);
  }
}
