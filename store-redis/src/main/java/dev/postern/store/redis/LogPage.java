package dev.postern.store.redis;

import dev.postern.store.Denial;
import dev.postern.store.LogPosition;
import java.util.List;

/**
 * One reply of {@code log.lua}. Immutable and thread-safe.
 *
 * @param log the name of the log
 * @param newest the position of its last entry, the start if it has none
 * @param last the position of the last entry of this page, the newest if it has none
 * @param denials of this page
 */
record LogPage(String log, LogPosition newest, LogPosition last, List<Denial> denials) {

  static LogPage of(Object reply) {
    if (!(reply instanceof List<?> parts)) {
      throw new IllegalStateException("The log of denials gave no answer.");
    }
    List<?> entries = (List<?>) parts.get(2);
    LogPosition newest = lastOf((List<?>) parts.get(1), LogPosition.START);
    return new LogPage(
        DenialForm.text(parts.get(0)),
        newest,
        lastOf(entries, newest),
        entries.stream().map(entry -> DenialForm.parse((List<?>) part(entry, 1))).toList());
  }

  private static LogPosition lastOf(List<?> entries, LogPosition otherwise) {
    if (entries.isEmpty()) {
      return otherwise;
    }
    String[] parts = DenialForm.text(part(entries.get(entries.size() - 1), 0)).split("-", 2);
    return new LogPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  private static Object part(Object entry, int index) {
    return ((List<?>) entry).get(index);
  }
}
