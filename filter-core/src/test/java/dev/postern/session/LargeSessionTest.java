package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.LogCapture;
import dev.postern.store.SessionStore;
import org.junit.jupiter.api.Test;

/** What grows too large for a shared store is said early, and not at each request. */
class LargeSessionTest extends SessionFixture {

  private static final int KIB = 1024;

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Test
  void aLargeAttributeIsToldOnceForItsNameAndThenSeldom() {
    SessionId id = storedSession();

    try (LogCapture log = new LogCapture(SizeLog.class)) {
      for (int request = 1; request <= 7; request++) {
        set(id, "basket", 65 * KIB + request);
      }
      set(id, "other\r\nevent=forged", 65 * KIB);

      assertThat(log.lines())
          .hasSize(4)
          .allMatch(line -> line.startsWith("event=session-attribute-large app=test name="));
      assertThat(log.lines().get(0)).contains("name=basket bytes=");
      assertThat(log.lines().get(3)).contains("name=other??event?forged bytes=");
    }
  }

  @Test
  void aLargeSessionIsToldOnceAndThenSeldom() {
    SessionId id = storedSession();

    try (LogCapture log = new LogCapture(SizeLog.class)) {
      for (int attribute = 0; attribute < 7; attribute++) {
        set(id, "part" + attribute, 63 * KIB);
      }

      assertThat(log.lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("event=session-large app=test bytes="));
    }
  }

  @Test
  void whatIsSmallIsNotToldOf() {
    SessionId id = storedSession();

    try (LogCapture log = new LogCapture(SizeLog.class)) {
      set(id, "small", 63 * KIB);
      set(id, "smaller", 63 * KIB);

      assertThat(log.lines()).isEmpty();
    }
  }

  private void set(SessionId id, String name, int length) {
    ManagedSession session = found(id);
    session.setAttribute(name, "x".repeat(length));
    manager.save(session, now());
  }
}
