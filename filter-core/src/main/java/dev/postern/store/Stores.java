package dev.postern.store;

/** The open stores of one application on one backend. Thread-safe. */
public interface Stores extends AutoCloseable {

  /** Where its sessions live. */
  SessionStore sessions();

  /** Where its revocations are logged. */
  Denylist denylist();

  /** Who was first at what is good for one use only. */
  OneTimeUse oneTimeUse();

  /** Lets go of connections and threads. Harmless twice. */
  @Override
  void close();
}
