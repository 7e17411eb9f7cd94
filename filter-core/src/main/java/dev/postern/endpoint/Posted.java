package dev.postern.endpoint;

import java.util.Map;
import java.util.Optional;

/** What a body held of the fields that were asked for. Immutable and thread-safe. */
sealed interface Posted {

  /** Those that were there, each once. */
  record Fields(Map<String, String> values) implements Posted {

    Optional<String> of(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /** Shows none: they may be passwords or tokens. */
    @Override
    public String toString() {
      return "Fields[redacted]";
    }
  }

  /** Nothing that could be read. */
  record Unreadable(Refusal refusal) implements Posted {}
}
