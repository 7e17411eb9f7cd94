package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.store.contract.Race;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAULTS L5 and T9, PEERS defects: many requests of one session at once. */
class SessionRaceTest extends SessionFixture {

  private final Race race = new Race();

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void sixteenThreadsSettingDifferentAttributesLoseNone() {
    SessionId id = storedSession();
    List<Callable<Integer>> threads =
        IntStream.range(0, 16)
            .<Callable<Integer>>mapToObj(n -> () -> countedWrites(id, n))
            .toList();

    race.run(threads);

    ManagedSession session = found(id);
    long total =
        IntStream.range(0, 16 * 15)
            .mapToObj(n -> session.attribute((n / 15) + "-" + (n % 15)))
            .filter(Objects::nonNull)
            .count();
    assertThat(total).isEqualTo(16 * 15);
    assertThat(IntStream.range(0, 16).mapToObj(n -> session.attribute(n + "-14")))
        .containsOnly(494);
  }

  @Test
  void aLogoutWinsOverEverySaveInFlight() {
    for (int trial = 0; trial < 3_000; trial++) {
      String user = "user" + trial;
      SessionId id = loggedIn(user);
      ManagedSession writer = found(id);
      writer.setAttribute("a", trial);
      ManagedSession renewer = found(id);
      renewer.renewId();
      ManagedSession again = manager.login(found(id), identity(user), Device.UNKNOWN, now());

      race.run(
          List.<Callable<Object>>of(
              () -> manager.save(writer, now()),
              () -> manager.save(renewer, now()),
              () -> manager.save(again, now()),
              () -> manager.end(id)));

      for (ManagedSession session : List.of(writer, renewer)) {
        assertThat(manager.find(session.id(), now())).isEmpty();
      }
      assertThat(manager.find(id, now())).isEmpty();
      // A login that comes too late for the session begins one of its own, without what was in it.
      manager.find(again.id(), now()).ifPresent(own -> assertThat(own.attributeNames()).isEmpty());
    }
  }

  @Test
  void racingLoginsLeaveOneSession() {
    for (int trial = 0; trial < 1_000; trial++) {
      String user = "user" + trial;
      SessionId planted = storedSession();
      ManagedSession first = manager.login(found(planted), identity(user), Device.UNKNOWN, now());
      ManagedSession second = manager.login(found(planted), identity(user), Device.UNKNOWN, now());
      ManagedSession writer = found(planted);
      writer.setAttribute("late", trial);

      List<SaveResult> results =
          race.run(
              List.of(
                  () -> manager.save(first, now()),
                  () -> manager.save(second, now()),
                  () -> manager.save(writer, now())));

      assertThat(results)
          .containsExactly(
              SaveResult.SAVED_UNDER_NEW_ID, SaveResult.SAVED_UNDER_NEW_ID, SaveResult.SAVED);
      List<ManagedSession> live =
          List.of(first, second).stream()
              .map(session -> found(session.id()))
              .filter(session -> session.identity().isPresent())
              .toList();
      assertThat(live).hasSize(1);
      assertThat(live.get(0).attribute("late")).isEqualTo(trial);
      assertThat(live.get(0).attribute("first")).isEqualTo("1");
    }
  }

  @Test
  void racingLoginsOfTwoSubjectsNeverMixOwners() {
    for (int trial = 0; trial < 1_000; trial++) {
      SessionId planted = storedSession();
      ManagedSession alice =
          manager.login(found(planted), identity("alice"), Device.UNKNOWN, now());
      alice.setAttribute("owner", "alice");
      ManagedSession bob = manager.login(found(planted), identity("bob"), Device.UNKNOWN, now());
      bob.setAttribute("owner", "bob");

      race.run(
          List.<Callable<Object>>of(
              () -> manager.save(alice, now()), () -> manager.save(bob, now())));

      List<ManagedSession> live =
          List.of(alice, bob).stream()
              .flatMap(session -> manager.find(session.id(), now()).stream())
              .filter(session -> session.identity().isPresent())
              .toList();
      assertThat(live).hasSize(1);
      assertThat(live.get(0).identity().map(Identity::name))
          .contains(String.valueOf(live.get(0).attribute("owner")));
    }
  }

  @Test
  void racingIdChangesLeaveOneSessionThatBothFind() {
    for (int trial = 0; trial < 1_000; trial++) {
      SessionId old = storedSession();
      ManagedSession first = found(old);
      first.renewId();
      first.setAttribute("a", trial);
      ManagedSession second = found(old);
      second.renewId();
      second.setAttribute("b", trial);

      List<SaveResult> results =
          race.run(List.of(() -> manager.save(first, now()), () -> manager.save(second, now())));

      assertThat(results)
          .containsExactlyInAnyOrder(SaveResult.SAVED_UNDER_NEW_ID, SaveResult.SAVED);
      ManagedSession winner = results.get(0) == SaveResult.SAVED_UNDER_NEW_ID ? first : second;
      assertThat(found(winner.id()).attributeNames()).containsExactly("a", "b", "first");
      assertThat(found(old).attributeNames()).containsExactly("a", "b", "first");
    }
  }

  /** 500 requests, each setting another of 15 attributes: 240 in all, below the cap of 256. */
  private int countedWrites(SessionId id, int thread) {
    for (int request = 0; request < 500; request++) {
      ManagedSession session = found(id);
      session.setAttribute(thread + "-" + (request % 15), request);
      assertThat(manager.save(session, now())).isEqualTo(SaveResult.SAVED);
    }
    return thread;
  }
}
