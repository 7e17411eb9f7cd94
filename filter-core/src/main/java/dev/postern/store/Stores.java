package dev.postern.store;

/** The open stores of one application on one backend. Thread-safe. */
public interface Stores extends AutoCloseable {

  /** Where its sessions live. */
  SessionStore sessions();

  /** Where its revocations are logged. */
  Denylist denylist();

  /** Who was first at what is good for one use only. */
  OneTimeUse oneTimeUse();

  /**
   * Whether, as far as is known here, the backend keeps what it is given. Asks nobody: a store that
   * can find out does so in the background, and says it once in the log when that changes. While it
   * is false a node is not ready, and goes on.
   */
  default boolean keepsEverything() {
    return true;
  }

  /** Lets go of connections and threads. Harmless twice. */
  @Override
  void close();
}
