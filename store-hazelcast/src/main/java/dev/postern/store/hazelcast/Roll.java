package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions of one subject. Immutable and thread-safe.
 *
 * @param places one for each, in the order of their enrolment
 */
record Roll(List<Place> places) {

  Roll {
    places = List.copyOf(places);
  }

  static Roll of(Place place) {
    return new Roll(List.of(place));
  }

  boolean has(SessionKey key) {
    return placeOf(key).isPresent();
  }

  Set<SessionKey> keys() {
    Set<SessionKey> keys = new HashSet<>();
    places.forEach(place -> keys.addAll(place.keys()));
    return keys;
  }

  /** When the last of them is over. */
  Instant end() {
    return places.stream().map(Place::until).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** With one more session, or with another key of one that is here; empty if there is no room. */
  Optional<Roll> with(Enrolling asked) {
    Optional<Place> mine = placeOf(asked.former());
    List<Place> more = new ArrayList<>(places);
    mine.ifPresent(more::remove);
    more.removeIf(place -> place.isPast(asked.now()));
    if (more.size() >= asked.most()) {
      return Optional.empty();
    }
    more.add(mine.map(asked::movedOn).orElseGet(asked::newPlace));
    return Optional.of(new Roll(more));
  }

  Roll without(SessionKey key) {
    List<Place> left = new ArrayList<>();
    for (Place place : places) {
      Place kept = place.without(key);
      if (!kept.keys().isEmpty()) {
        left.add(kept);
      }
    }
    return new Roll(left);
  }

  private Optional<Place> placeOf(SessionKey key) {
    return places.stream().filter(place -> place.keys().contains(key)).findFirst();
  }
}
