package dev.postern.sample.tabs;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;

/** One login in several tabs of a real browser, carried on by refresh tokens. */
final class ManyTabsTest {

  private static final Duration LIFETIME = Duration.ofSeconds(4);

  /** Tokens live as long there as the sample says; here they are over while one waits. */
  private static final String DESK = "/parcels";

  private static final String BRIEF = "/brief";

  private static final RefreshWatch WATCH = new RefreshWatch();
  private static Optional<SampleServer> started = Optional.empty();
  private static Optional<ChromeDriver> browser = Optional.empty();

  private Optional<Tabs> opened = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    browser = Optional.of(Chromium.start());
    SampleServer server = new SampleServer(WATCH);
    started = Optional.of(server);
    server.deploy(DESK, Map.of("refresh.grace", "60s"));
    server.deploy(
        BRIEF,
        Map.of(
            "refresh.grace",
            "60s",
            "token.lifetime",
            LIFETIME.toSeconds() + "s",
            "token.clock-skew",
            "0s"));
  }

  @AfterAll
  static void stop() throws Exception {
    browser.ifPresent(ChromeDriver::quit);
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @AfterEach
  void closeTabs() {
    WATCH.reset();
    opened.ifPresent(Tabs::closeAllButOne);
  }

  @Test
  void fetchCallsOfAllTabsGoOnAfterTheTokenIsOverAndOneOfThemRefreshes() throws Exception {
    Tabs tabs = open(BRIEF, 3);

    List<Long> answers = withinALifetime(tabs, "ask", tabs::answers);

    assertThat(answers).hasSize(3 * 5).containsOnly(200L);
    assertThat(WATCH.calls()).isEqualTo(1);
    assertThat(WATCH.successors()).isEqualTo(1);
    assertStillSignedIn(tabs, BRIEF);
  }

  @Test
  void pagesThatAreAskedForInAllTabsAfterTheTokenIsOverAreRefreshedSilently() throws Exception {
    Tabs tabs = open(BRIEF, 3);
    String page = server().address(BRIEF + "/tabs/whoami");

    List<String> pages = withinALifetime(tabs, "visit", () -> tabs.pages(page));

    assertThat(pages).hasSize(3).allSatisfy(text -> assertThat(text).contains("alice"));
    assertThat(WATCH.calls()).as("no script had a hand in it").isZero();
    assertThat(WATCH.successors()).isEqualTo(1);
    assertStillSignedIn(tabs, BRIEF);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTabThatIsClosedWhileItRefreshesHoldsUpNoOther(boolean isSpent) throws Exception {
    Tabs tabs = open(DESK, 3);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    endTheToken();
    WATCH.send(Ways.holdingTheFirst(isSpent, asked, closed));

    tabs.begins(0, "ask");
    assertThat(asked.await(1, MINUTES)).isTrue();
    tabs.begins(1, "ask");
    tabs.begins(2, "ask");
    tabs.close(0);
    List<Long> answers = tabs.answers();
    closed.countDown();

    assertThat(answers).hasSize(2 * 5).containsOnly(200L);
    assertThat(WATCH.calls()).isEqualTo(2);
    assertThat(WATCH.successors()).as("the second one got what the first one missed").isEqualTo(1);
    assertStillSignedIn(tabs, DESK);
  }

  @Test
  void aRefreshThatCannotBeHadNowSignsNobodyOut() throws Exception {
    Tabs tabs = open(DESK, 2);
    endTheToken();
    WATCH.send(RefreshWatch::unavailable);

    tabs.sends("Dora", "Dover");
    tabs.until(() -> tabs.message().startsWith("That did not work."));
    assertThat(tabs.showsTheLogin()).isFalse();
    tabs.allBegin("ask");
    assertThat(tabs.answers()).hasSize(2 * 5).containsOnly(503L);
    WATCH.sendStraight();
    tabs.sends("Dora", "Dover");
    tabs.until(() -> tabs.message().contains("is registered."));

    assertStillSignedIn(tabs, DESK);
  }

  @Test
  void tabsThatRefreshAtTheSameInstantGetTheSameSuccessorAndLoseNoCookie() throws Exception {
    Tabs tabs = open(DESK, 3);
    endTheToken();
    WATCH.send(Ways.meeting(new CyclicBarrier(tabs.count())));

    tabs.allBegin("refresh");

    assertThat(tabs.answers()).hasSize(3).containsOnly(204L);
    assertThat(WATCH.successors()).isEqualTo(1);
    WATCH.sendStraight();
    assertStillSignedIn(tabs, DESK);
  }

  /** What came of it; again if this machine took longer than the new token lived. */
  private <T> T withinALifetime(Tabs tabs, String deed, Supplier<T> result) {
    for (int attempt = 0; attempt < 10; attempt++) {
      tabs.goTo(desk(BRIEF));
      tabs.untilTheTokenIsOver();
      WATCH.reset();
      long start = System.nanoTime();
      tabs.allBegin(deed);
      T all = result.get();
      if (System.nanoTime() - start < LIFETIME.toNanos()) {
        return all;
      }
    }
    return fail("This machine is too slow for tokens of " + LIFETIME);
  }

  private void assertStillSignedIn(Tabs tabs, String path) {
    tabs.goTo(desk(path));
    assertThat(WATCH.cleared()).isEmpty();
  }

  /** Whose roles are set has to refresh the tokens that were issued before. */
  private void endTheToken() throws Exception {
    server().setRoles(DESK, "alice", "customer");
    WATCH.reset();
  }

  private Tabs open(String path, int count) {
    Tabs tabs = Tabs.open(browser.orElseThrow(), desk(path), count);
    opened = Optional.of(tabs);
    return tabs;
  }

  private static String desk(String path) {
    return server().address(path + "/tabs/desk.html");
  }

  private static SampleServer server() {
    return started.orElseThrow();
  }
}
