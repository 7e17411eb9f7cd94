package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.grant.AccessTokenDenial;
import dev.postern.grant.GrantKeys;
import dev.postern.grant.GrantSettings;
import dev.postern.grant.Granted;
import dev.postern.grant.Grants;
import dev.postern.grant.Holder;
import dev.postern.grant.RefreshProblem;
import dev.postern.grant.RefreshResult;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.SubjectLimit;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.SubjectKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What refresh tokens need of a store, seen from several nodes: one lineage for each login, whoever
 * comes at whatever moment, and an end that is the end.
 */
public abstract class GrantContract extends StoreFixture {

  private static final Holder PHONE = new Holder("parcels", "parcels");
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int PRESENTERS = 50;
  private static final int NODES = 5;

  private final SecureRandom random = new SecureRandom();
  private final String subject = "subject-" + newKey().value();

  /** How many rounds of fifty presenters there are; exact, and 1 000 where a round is quick. */
  protected int rounds() {
    return Integer.getInteger("soak.rounds", 20);
  }

  @Test
  void manyPresentersOfOneTokenLeadToOneLineage() { // RT-1, RT-6
    List<Grants> nodes = nodes(nodeA, nodeB);
    Granted login = begin(nodes.get(0));
    String token = login.refreshToken();
    Set<String> lineage = new HashSet<>(Set.of(token));
    try (Race race = new Race()) {
      for (int round = 0; round < rounds(); round++) {
        List<Granted> served = race.run(presenters(nodes, token));
        Set<String> successors = new HashSet<>();
        served.forEach(granted -> successors.add(granted.refreshToken()));
        assertThat(successors).as("successors in round %d", round).hasSize(1);
        assertThat(served).allMatch(granted -> granted.handle().equals(login.handle()));
        token = successors.iterator().next();
        assertThat(lineage.add(token)).as("a token that never was before").isTrue();
      }
    }
  }

  @Test
  void lostAnswersServeEveryoneAllTheSame() { // RT-6, RT-7
    List<Grants> nodes = nodes(losing(nodeA), losing(nodeB));
    Granted login = begin(grants(nodeA));
    String token = login.refreshToken();
    Set<String> lineage = new HashSet<>(Set.of(token));
    try (Race race = new Race()) {
      for (int round = 0; round < rounds(); round++) {
        List<Granted> served = race.run(presenters(nodes, token));
        assertThat(served.stream().map(Granted::refreshToken).distinct()).hasSize(1);
        assertThat(served).allMatch(granted -> granted.handle().equals(login.handle()));
        token = served.get(0).refreshToken();
        assertThat(lineage.add(token)).as("a token that never was before").isTrue();
      }
    }
    assertThat(grants(nodeB).subjects().list(subject, Optional.empty())).hasSize(1);
  }

  @Test
  void aTokenReusedAfterTheGraceEndsItsGrantOnEveryNode() { // RT-2
    Grants here = grants(nodeA);
    Grants there = grants(nodeB);
    Granted login = begin(here);
    String second = refreshed(there, login.refreshToken()).refreshToken();
    clock.advance(GRACE.plusNanos(1));

    assertThat(refused(here, login.refreshToken())).isEqualTo(RefreshProblem.REUSED);

    assertThat(refused(there, second)).isEqualTo(RefreshProblem.ENDED);
    assertThat(refused(here, login.refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void theTokenBeforeThePreviousOneEndsTheGrantAtOnce() { // RT-2
    Grants here = grants(nodeA);
    Granted login = begin(here);
    String second = refreshed(here, login.refreshToken()).refreshToken();
    String third = refreshed(grants(nodeB), second).refreshToken();

    assertThat(refused(here, login.refreshToken())).isEqualTo(RefreshProblem.REUSED);
    assertThat(refused(here, third)).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void noGraceSurvivesTheEnd() { // RT-5, RT-8
    Grants here = grants(nodeA);
    Granted login = begin(here);
    String second = refreshed(here, login.refreshToken()).refreshToken();

    grants(nodeB).end(login.handle(), clock.instant());

    assertThat(refused(here, login.refreshToken())).isEqualTo(RefreshProblem.ENDED);
    assertThat(refused(here, second)).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void nothingThatARefreshDidMeanwhileSurvivesTheEnd() { // RT-8
    List<Grants> nodes = nodes(nodeA, nodeB);
    try (Race race = new Race()) {
      for (int round = 0; round < Math.min(rounds(), 200); round++) {
        Granted login = begin(nodes.get(0));
        List<RefreshResult> results =
            race.run(
                Stream.concat(
                        IntStream.range(0, 8)
                            .mapToObj(n -> refreshOn(nodes.get(n % NODES), login.refreshToken())),
                        Stream.of(endOn(nodes.get(1), login.handle())))
                    .toList());
        results.stream()
            .filter(RefreshResult.Refreshed.class::isInstance)
            .map(result -> ((RefreshResult.Refreshed) result).granted().refreshToken())
            .forEach(
                token -> assertThat(refused(nodes.get(0), token)).isEqualTo(RefreshProblem.ENDED));
      }
    }
  }

  @Test
  void aGrantLivesUntilItIsNotUsedForLong() { // RT-3
    Grants here = grants(nodeA);
    String token = begin(here).refreshToken();
    elapse(IDLE.minusSeconds(30));
    String second = refreshed(here, token).refreshToken();
    elapse(IDLE.minusSeconds(30));
    String third = refreshed(grants(nodeB), second).refreshToken();

    elapse(IDLE);

    assertThat(refused(here, third)).isEqualTo(RefreshProblem.ENDED);
  }

  @Test
  void grantsAndSessionsDoNotCountTogether() {
    SubjectKey sessions = new SubjectKey(newKey().value());
    Grants here = grants(nodeA);
    nodeA.create(newKey(), record(), Optional.of(new Enrolment(sessions, 1)));

    Granted login = begin(here);

    assertThat(nodeB.findBySubject(sessions)).hasSize(1);
    assertThat(grants(nodeB).subjects().list(subject, Optional.of(login.handle())))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.handle()).isEqualTo(login.handle());
              assertThat(one.isCurrent()).isTrue();
            });
  }

  @Test
  void allGrantsOfASubjectEndOnEveryNode() { // RT-5
    Grants here = grants(nodeA);
    List<Granted> logins = List.of(begin(here), begin(grants(nodeB)), begin(here));

    assertThat(grants(nodeB).subjects().endAllBut(subject, Optional.of(logins.get(0).handle())))
        .isEqualTo(2);

    assertThat(refreshed(here, logins.get(0).refreshToken()).handle())
        .isEqualTo(logins.get(0).handle());
    assertThat(refused(here, logins.get(1).refreshToken())).isEqualTo(RefreshProblem.ENDED);
    assertThat(refused(here, logins.get(2).refreshToken())).isEqualTo(RefreshProblem.ENDED);
  }

  private List<Callable<Granted>> presenters(List<Grants> nodes, String token) {
    return IntStream.range(0, PRESENTERS)
        .<Callable<Granted>>mapToObj(n -> () -> persistent(nodes.get(n % NODES), token))
        .toList();
  }

  /** What a client does with a 503: it comes again. */
  private Granted persistent(Grants grants, String token) {
    for (int attempt = 0; attempt < 50; attempt++) {
      try {
        return refreshed(grants, token);
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("lost");
      }
    }
    throw new AssertionError("A client was not served for fifty attempts.");
  }

  private Callable<RefreshResult> refreshOn(Grants grants, String token) {
    return () -> grants.refresh(token, PHONE, Optional.empty(), clock.instant());
  }

  private Callable<RefreshResult> endOn(Grants grants, String handle) {
    return () -> {
      grants.end(handle, clock.instant());
      return new RefreshResult.Refused(RefreshProblem.ENDED);
    };
  }

  private Granted begin(Grants grants) {
    Instant now = clock.instant();
    Identity identity = Identity.ofPassword(subject, Set.of("customer"), now);
    return grants.begin(identity, PHONE, Device.UNKNOWN, now);
  }

  private Granted refreshed(Grants grants, String token) {
    RefreshResult result = grants.refresh(token, PHONE, Optional.empty(), clock.instant());
    assertThat(result).isInstanceOf(RefreshResult.Refreshed.class);
    return ((RefreshResult.Refreshed) result).granted();
  }

  private RefreshProblem refused(Grants grants, String token) {
    RefreshResult result = grants.refresh(token, PHONE, Optional.empty(), clock.instant());
    assertThat(result).isInstanceOf(RefreshResult.Refused.class);
    return ((RefreshResult.Refused) result).problem();
  }

  /** Each with flights of its own, so that the store and nothing else decides between them. */
  private List<Grants> nodes(SessionStore first, SessionStore second) {
    return IntStream.range(0, NODES).mapToObj(n -> grants(n % 2 == 0 ? first : second)).toList();
  }

  private Grants grants(SessionStore store) {
    AccessTokenDenial nobodyAsks = (handle, now) -> {};
    return new Grants(
        store,
        new GrantKeys(new byte[32], random),
        new GrantSettings(
            IDLE, DEADLINE, GRACE, new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT)),
        "parcels",
        List.of(new byte[32]),
        nobodyAsks,
        random,
        clock);
  }

  /** One write in ten happens, and nobody hears of it. */
  private static SessionStore losing(SessionStore store) {
    return LosingStore.around(store, 10);
  }
}
