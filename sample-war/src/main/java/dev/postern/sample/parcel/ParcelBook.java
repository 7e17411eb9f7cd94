package dev.postern.sample.parcel;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All parcels of the desk, in memory. Thread-safe. */
public final class ParcelBook {

  /** More are refused, so that nobody fills the memory of a sample. */
  public static final int CAPACITY = 1_000;

  private static final int FIRST_NUMBER = 1001;

  private final Map<String, Parcel> parcels = new LinkedHashMap<>();
  private final Clock clock;

  /** An empty book. */
  public ParcelBook(Clock clock) {
    this.clock = clock;
  }

  /** Enters a new parcel; empty when the book is full. */
  public synchronized Optional<Parcel> register(String sender, String recipient, String town) {
    if (parcels.size() >= CAPACITY) {
      return Optional.empty();
    }
    String number = "PD-" + (FIRST_NUMBER + parcels.size());
    Movement first = new Movement(Step.REGISTERED, clock.instant(), sender);
    Parcel parcel = new Parcel(number, sender, recipient, town, List.of(first));
    parcels.put(number, parcel);
    return Optional.of(parcel);
  }

  /** Moves a parcel one step on. */
  public synchronized MoveResult move(String number, Step step, String by) {
    Parcel parcel = parcels.get(number);
    if (parcel == null) {
      return new MoveResult.Unknown();
    }
    if (!parcel.step().getFollowing().contains(step)) {
      return new MoveResult.OutOfOrder(parcel.step());
    }
    Parcel moved = parcel.with(new Movement(step, clock.instant(), by));
    parcels.put(number, moved);
    return new MoveResult.Moved(moved);
  }

  /** One parcel. */
  public synchronized Optional<Parcel> find(String number) {
    return Optional.ofNullable(parcels.get(number));
  }

  /** Every parcel, the newest first. */
  public synchronized List<Parcel> all() {
    return parcels.values().stream().sorted(comparing(Parcel::number).reversed()).toList();
  }

  /** What one customer sent, the newest first. */
  public List<Parcel> sentBy(String sender) {
    return all().stream().filter(parcel -> parcel.sender().equals(sender)).toList();
  }

  /** How many parcels stand where; every step is named. */
  public Map<Step, Integer> countByStep() {
    Map<Step, Integer> counts = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      counts.put(step, 0);
    }
    all().forEach(parcel -> counts.merge(parcel.step(), 1, Integer::sum));
    return counts;
  }
}
