package dev.postern.session;

import static java.util.Objects.requireNonNull;

/**
 * Where a login came from, as far as it helps its owner to tell their sessions apart. What a client
 * says of itself proves nothing. Immutable and thread-safe.
 *
 * @param label what it seems to be, for example {@code Firefox on Linux}
 * @param address from where it called
 */
public record Device(String label, String address) {

  /** Nothing is known about it. */
  public static final Device UNKNOWN = new Device("Unknown device", "unknown");

  /** No label of ours and no address is longer. */
  private static final int MAX_LENGTH = 64;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is empty, too long or not printable ASCII
   */
  public Device {
    requirePlain(label);
    requirePlain(address);
  }

  private static void requirePlain(String text) {
    requireNonNull(text, "text");
    if (text.isEmpty()
        || text.length() > MAX_LENGTH
        || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "A device is told by 1 to " + MAX_LENGTH + " printable characters.");
    }
  }
}
