package dev.postern.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The login by which a session became its owner's. Immutable and thread-safe.
 *
 * @param device where it came from
 * @param at when it was
 */
record Login(Device device, Instant at) {

  Login {
    requireNonNull(device, "device");
    requireNonNull(at, "at");
  }
}
