package dev.postern.store.hazelcast;

import java.time.Duration;
import java.util.function.BiFunction;

/**
 * The maps that sessions of one application need. Immutable and thread-safe.
 *
 * @param sessions what each session key stands for
 * @param values large attributes ({@link LargeValues})
 * @param subjects the index by subject ({@link SubjectIndex})
 * @param ends when to look whether a session is over ({@link Ends})
 */
record SessionMaps(Grid sessions, Grid values, Grid subjects, Grid ends) {

  /**
   * Opens them.
   *
   * @param open how to open one, by its name and the time to live of its configuration
   */
  static SessionMaps open(String app, BiFunction<String, Duration, Grid> open) {
    return new SessionMaps(
        open.apply(MapConfigs.sessionsOf(app), MapConfigs.SESSION_LIFE),
        open.apply(MapConfigs.valuesOf(app), MapConfigs.SESSION_LIFE),
        open.apply(MapConfigs.subjectsOf(app), MapConfigs.SUBJECT_LIFE),
        open.apply(MapConfigs.endsOf(app), MapConfigs.SESSION_LIFE));
  }
}
