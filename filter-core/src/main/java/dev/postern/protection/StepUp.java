package dev.postern.protection;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rule wants the caller to have logged in (RFC 9470). Judged by when and how the user did
 * that, never by when the credential was issued (SU-2). Immutable and thread-safe.
 *
 * @param maxAge how long ago at most; empty if that does not matter
 * @param acrValues one of which the login has to have reached; empty if that does not matter
 */
public record StepUp(Optional<Duration> maxAge, List<String> acrValues) {

  /** Any login will do. */
  static final StepUp NONE = new StepUp(Optional.empty(), List.of());

  /** Copies the values. */
  public StepUp {
    requireNonNull(maxAge, "maxAge");
    acrValues = List.copyOf(acrValues);
  }

  boolean isMetBy(Identity identity, Moment asked) {
    boolean isFresh =
        maxAge.isEmpty()
            || identity.loggedInAt().filter(at -> asked.isWithin(maxAge.get(), at)).isPresent();
    boolean isStrong =
        acrValues.isEmpty() || identity.contextClass().filter(acrValues::contains).isPresent();
    return isFresh && isStrong;
  }

  /** What the client is told, by the names of RFC 9470 section 3. */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (!acrValues.isEmpty()) {
      parameters.put("acr_values", String.join(" ", acrValues));
    }
    maxAge.ifPresent(age -> parameters.put("max_age", age.toSeconds()));
    return parameters;
  }
}
