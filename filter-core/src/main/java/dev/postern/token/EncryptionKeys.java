package dev.postern.token;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys that tokens are encrypted with: those of the directory whose {@code use} is {@code enc},
 * and the {@link AppSecret}, of which the keys of {@code dir} are derived. Of the keys of one
 * algorithm the one encrypts whose time came last; all that are there decrypt. Immutable and
 * thread-safe.
 */
final class EncryptionKeys {

  private final AppSecret secret;
  private final List<EncryptionEntry> entries;

  EncryptionKeys(AppSecret secret, List<EncryptionEntry> entries) {
    this.secret = secret;
    this.entries = entries.stream().sorted(Comparator.comparing(EncryptionEntry::from)).toList();
  }

  AppSecret secret() {
    return secret;
  }

  Stream<String> ids() {
    return entries.stream().map(entry -> entry.key().id());
  }

  /** The one that encrypts. */
  Optional<EncryptionKey> active(JweAlgorithm algorithm, Instant now) {
    return usable(algorithm, now).stream().findFirst().map(EncryptionEntry::key);
  }

  Optional<EncryptionKey> find(String id, Instant now) {
    return entries.stream()
        .filter(entry -> entry.key().id().equals(id) && entry.isLive(now))
        .findFirst()
        .map(EncryptionEntry::key);
  }

  /** The public halves of those that encrypt or will. */
  List<Map<String, Object>> published(Instant now) {
    return Arrays.stream(JweAlgorithm.values())
        .filter(JweAlgorithm::hasPublicHalf)
        .flatMap(algorithm -> usable(algorithm, now).stream())
        .map(entry -> entry.key().published())
        .toList();
  }

  /** These keys, of which those that were not there before wait until others have them too. */
  EncryptionKeys after(EncryptionKeys before, Instant now, Instant atLeast) {
    Map<String, EncryptionEntry> known =
        before.entries.stream().collect(toMap(entry -> entry.key().id(), entry -> entry));
    return new EncryptionKeys(
        secret,
        entries.stream()
            .map(
                entry ->
                    Optional.ofNullable(known.get(entry.key().id()))
                        .orElseGet(() -> entry.notBefore(now, atLeast)))
            .toList());
  }

  /** Those of these files. */
  EncryptionKeys retain(Set<String> files) {
    return new EncryptionKeys(
        secret, entries.stream().filter(entry -> files.contains(entry.file())).toList());
  }

  /** The one that encrypts, and those after it. */
  private List<EncryptionEntry> usable(JweAlgorithm algorithm, Instant now) {
    List<EncryptionEntry> live =
        entries.stream()
            .filter(entry -> entry.key().algorithm() == algorithm && entry.isLive(now))
            .toList();
    int due = (int) live.stream().filter(entry -> entry.isDue(now)).count();
    return live.subList(Math.max(due - 1, 0), live.size());
  }

  @Override
  public String toString() {
    return "EncryptionKeys" + ids().toList();
  }
}
