package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.SessionSummary;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A node of a later version has stored sessions among those that this one looks after. */
class NewerNodeTest extends SessionFixture {

  private static final int VERSION_AT = 1;

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Override
  SubjectLimit limit() {
    return new SubjectLimit(3, SubjectLimit.WhenFull.OLDEST_OUT);
  }

  @Test
  void allSessionsAreEndedWhoeverStoredThem() {
    SessionId own = loggedIn("alice");
    SessionId newer = newer(loggedIn("alice"));
    SessionId last = loggedIn("alice");

    assertThat(manager.subjects().endAllBut("alice", Optional.empty())).isEqualTo(3);

    for (SessionId id : List.of(own, newer, last)) {
      assertThat(manager.find(id, now())).isEmpty();
    }
    assertThat(observer.all).hasSize(2);
  }

  @Test
  void allOthersAreEndedWhoeverStoredThem() {
    SessionId own = loggedIn("alice");
    newer(loggedIn("alice"));

    assertThat(manager.subjects().endAllBut("alice", Optional.of(found(own).recordId())))
        .isEqualTo(1);

    assertThat(manager.find(own, now())).isPresent();
  }

  @Test
  void thoseThatCanBeReadAreListedAndEnded() {
    newer(loggedIn("alice"));
    String handle = found(loggedIn("alice")).recordId();

    assertThat(manager.subjects().list("alice", Optional.empty()))
        .extracting(SessionSummary::handle)
        .containsExactly(handle);
    assertThat(manager.subjects().end("alice", handle)).isTrue();
  }

  @Test
  void whetherAHandleIsThatOfANewerSessionIsLeftToTheNodesThatCanReadIt() {
    String handle = found(loggedIn("alice")).recordId();
    SessionId id = loggedIn("alice");
    newer(id);
    manager.subjects().end("alice", handle);

    assertThatThrownBy(() -> manager.subjects().end("alice", handle))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void theOldestThatCanBeReadGivesWay() {
    SessionId newer = newer(loggedIn("alice"));
    clock.advance(Duration.ofSeconds(1));
    SessionId oldest = loggedIn("alice");
    clock.advance(Duration.ofSeconds(1));
    loggedIn("alice");

    loggedIn("alice");

    assertThat(manager.find(oldest, now())).isEmpty();
    assertThat(memory.find(keys.keyOf(newer), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
  }

  @Test
  void theEndOfTheOthersByTimeIsToldAllTheSame() {
    loggedIn("alice");
    newer(loggedIn("bob"));
    loggedIn("carol");
    clock.advance(IDLE);

    assertThat(manager.endExpired(10)).isEqualTo(3);

    assertThat(observer.all)
        .extracting(EndsHeard.Heard::attributes)
        .containsExactlyInAnyOrder(Map.of("of", "alice"), Map.of("of", "carol"));
  }

  @Test
  void oneWhoIsToldAndFailsKeepsTheOthersFromNothing() {
    loggedIn("alice");
    loggedIn("bob");
    clock.advance(IDLE);
    observer.failNext();

    assertThat(manager.endExpired(10)).isEqualTo(2);

    assertThat(observer.all).hasSize(1);
  }

  private SessionId newer(SessionId id) {
    SessionKey key = keys.keyOf(id);
    FindResult.Found found = (FindResult.Found) memory.find(key, Optional.empty());
    byte[] header = ((StoredValue.Bytes) found.session().header()).toByteArray();
    header[VERSION_AT]++;
    memory.update(
        key,
        new SessionDelta(
            Optional.of(new StoredValue.Bytes(header)),
            Map.of(),
            Set.of(),
            now(),
            Optional.empty(),
            OptionalLong.empty()));
    return id;
  }
}
