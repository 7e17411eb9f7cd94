package dev.postern.session;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down which sessions ended, and what could still be read of them. */
final class EndsHeard implements EndObserver {

  record Heard(String publicId, Map<String, Object> attributes) {}

  final List<Heard> all = new CopyOnWriteArrayList<>();
  volatile boolean interested = true;
  private volatile boolean fails;

  void failNext() {
    fails = true;
  }

  @Override
  public boolean isInterested() {
    return interested;
  }

  @Override
  public void ended(ManagedSession session) {
    if (fails) {
      fails = false;
      throw new IllegalStateException("The test fails here.");
    }
    if (Thread.holdsLock(session)) {
      throw new IllegalStateException("Who is told may wait for another thread.");
    }
    Map<String, Object> attributes = new TreeMap<>();
    session.attributeNames().forEach(name -> attributes.put(name, session.attribute(name)));
    all.add(new Heard(session.publicId().get(), attributes));
  }
}
