package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.Map;

/**
 * What a {@link StoreProvider} is opened with. Immutable and thread-safe; {@link #toString()} shows
 * no values, since one may hold a password.
 *
 * @param app the name under which this application's records live; two applications on one backend
 *     never meet
 * @param values those of {@link StoreProvider#settingNames()} that are set
 * @param clock the time
 */
public record StoreSettings(String app, Map<String, String> values, Clock clock) {

  /** Takes a copy of the values. */
  public StoreSettings {
    requireNonNull(app, "app");
    values = Map.copyOf(values);
    requireNonNull(clock, "clock");
  }

  @Override
  public String toString() {
    return "StoreSettings[app=" + app + ", set=" + values.keySet() + "]";
  }
}
