package dev.postern.sample.lab;

import java.io.Serial;
import java.io.Serializable;

/** A number that changes in place, as the beans of many applications do. Thread-safe. */
final class Counter implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private int value;

  synchronized int increment() {
    value++;
    return value;
  }
}
