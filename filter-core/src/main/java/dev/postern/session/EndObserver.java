package dev.postern.session;

/**
 * Is told of sessions that this node has ended: of many nodes and threads that end a session at
 * once only one is. Implementations are thread-safe and throw nothing.
 */
public interface EndObserver {

  /** Whether anybody wants to know; if not, the records of ended sessions are not even opened. */
  boolean isInterested();

  /**
   * The end is confirmed.
   *
   * @param session can be read until this returns, or until it is invalidated
   */
  void ended(ManagedSession session);
}
