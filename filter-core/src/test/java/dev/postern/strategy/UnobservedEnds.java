package dev.postern.strategy;

import dev.postern.session.EndObserver;
import dev.postern.session.ManagedSession;

/** Nobody wants to know. */
final class UnobservedEnds implements EndObserver {

  @Override
  public boolean isInterested() {
    return false;
  }

  @Override
  public void ended(ManagedSession session) {}
}
