package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.store.CreateResult;
import dev.postern.store.Denial;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks stores for each thing that they can do, so that a right that is missing shows. */
final class EveryOperation {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EveryOperation() {}

  static void on(Stores stores, Clock clock) {
    SessionStore sessions = stores.sessions();
    Instant now = clock.instant();
    SubjectKey subject = new SubjectKey("s".repeat(43));
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(subject, 9));
    Grace grace = new Grace(Duration.ofSeconds(9), true);

    assertThat(sessions.create(Samples.key(1), Samples.session(now), enrolment))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.find(Samples.key(1), Optional.of(now.plusMillis(5))))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.update(Samples.key(1), Samples.delta(now)))
        .isEqualTo(new UpdateResult.Saved(2));
    assertThat(
            sessions.update(
                Samples.key(1),
                Samples.setting("large", new StoredValue.Bytes(new byte[5_000]), now)))
        .isEqualTo(new UpdateResult.Saved(3));
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
    assertThat(sessions.attribute(Samples.key(1), "large")).isPresent();
    assertThat(sessions.move(Samples.key(1), Samples.key(2), Samples.delta(now), grace, enrolment))
        .isEqualTo(new UpdateResult.Saved(4));
    assertThat(
            sessions.move(
                Samples.key(2), Samples.key(3), Samples.delta(now), Grace.NONE, enrolment))
        .isEqualTo(new UpdateResult.Saved(5));
    assertThat(sessions.findBySubject(subject)).hasSize(1);
    assertThat(
            sessions.update(
                Samples.key(3), Samples.living(new Lifetime(Duration.ofSeconds(1), now), now)))
        .isEqualTo(new UpdateResult.Saved(6));
    await().atMost(PATIENCE).until(() -> sessions.takeExpired(9).size() == 1);
    assertThat(sessions.create(Samples.key(4), Samples.session(now), enrolment))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.delete(Samples.key(4))).isPresent();
    stores.denylist().append(new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60)));
    assertThat(stores.denylist().readAfter(LogPosition.START).denials()).hasSize(1);
    for (int n = 0; n < 2; n++) {
      assertThat(stores.oneTimeUse().claim("k", "me", now.plusSeconds(60))).isEqualTo("me");
    }
  }
}
