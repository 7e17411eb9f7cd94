package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The denials this node knows, the strictest for each key. A million tokens take some 36 MiB. What
 * is past its time is forgotten when room is wanted. Thread-safe.
 */
final class DenialTable {

  private final Sieve sieve = new Sieve(this::marks);
  private final Listed tokens = new Listed(Kind.TOKEN, sieve);
  private final Listed sessions = new Listed(Kind.SESSION, sieve);
  private final Listed signers = new Listed(Kind.KEY, sieve);
  private final CutOffs subjects = new CutOffs(Kind.SUBJECT, sieve);
  private final CutOffs reissues = new CutOffs(Kind.REISSUE, sieve);
  private final CutOffs everyone = new CutOffs(Kind.EVERYONE, sieve);
  private final ForeignDenials foreign = new ForeignDenials();
  private final Map<Kind, Listed> listed =
      Map.of(Kind.TOKEN, tokens, Kind.SESSION, sessions, Kind.KEY, signers);
  private final Map<Kind, CutOffs> cutOffs =
      Map.of(Kind.SUBJECT, subjects, Kind.REISSUE, reissues, Kind.EVERYONE, everyone);

  /** A log may hold what is over for long; that takes no room here. */
  void add(Denial denial, Instant now) {
    if (denial.until().isBefore(now)) {
      return;
    }
    Listed ids = listed.get(denial.kind());
    CutOffs times = cutOffs.get(denial.kind());
    OptionalLong key = DenialKeys.parse(denial.key());
    if (key.isPresent() && ids != null) {
      ids.add(key.getAsLong(), denial, now);
    } else if (key.isPresent() && times != null) {
      times.add(key.getAsLong(), denial, now);
    } else {
      foreign.add(denial, now);
    }
  }

  Listed tokens() {
    return tokens;
  }

  Listed sessions() {
    return sessions;
  }

  Listed signers() {
    return signers;
  }

  CutOffs subjects() {
    return subjects;
  }

  CutOffs reissues() {
    return reissues;
  }

  CutOffs everyone() {
    return everyone;
  }

  void requireUnderstood(Clock clock) {
    foreign.requireNoneToObey(clock);
  }

  boolean isUnused() {
    return listed.values().stream().allMatch(Listed::isUnused)
        && cutOffs.values().stream().allMatch(CutOffs::isUnused)
        && foreign.isUnused();
  }

  long size() {
    return listed.values().stream().mapToLong(Listed::size).sum()
        + cutOffs.values().stream().mapToLong(CutOffs::size).sum();
  }

  /** What is still of use and the other does not know; made as it is asked for, it may be much. */
  List<Iterator<Denial>> notIn(DenialTable other, Instant now) {
    Stream<Denial> rare =
        Stream.of(
                subjects.notIn(other.subjects, now),
                reissues.notIn(other.reissues, now),
                everyone.notIn(other.everyone, now),
                signers.notIn(other.signers, now),
                foreign.notIn(other.foreign, now))
            .flatMap(denials -> denials);
    return List.of(
        rare.iterator(),
        sessions.notIn(other.sessions, now).iterator(),
        tokens.notIn(other.tokens, now).iterator());
  }

  private LongStream marks() {
    return LongStream.concat(
        listed.values().stream().flatMapToLong(Listed::marks),
        cutOffs.values().stream().flatMapToLong(CutOffs::marks));
  }
}
