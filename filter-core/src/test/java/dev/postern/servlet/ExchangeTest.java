package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.session.AllLogins;
import dev.postern.store.StoreException;
import dev.postern.strategy.RejectionReason;
import dev.postern.transport.Presented;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

  private static final String SET_COOKIE = "Set-Cookie";
  private static final String CACHE_CONTROL = "Cache-Control";

  private final FakeStrategy strategy = new FakeStrategy();
  private final FakeResponse response = new FakeResponse();

  @Test
  void aRequestThatNobodyLooksAtCostsNothing() {
    var exchange = exchange("credential");

    exchange.commit();

    assertThat(strategy.authentications).hasValue(0);
    assertThat(strategy.commits).hasValue(0);
  }

  @Test
  void theCredentialIsLookedAtOnce() {
    var exchange = exchange(strategy.known(Optional.of(FakeStrategy.alice())));

    assertThat(exchange.identity()).contains(FakeStrategy.alice());
    assertThat(exchange.identity()).isPresent();
    assertThat(exchange.rejection()).isEmpty();

    assertThat(strategy.authentications).hasValue(1);
  }

  @Test
  void aRejectedCredentialIsAnonymousAndKeepsItsCookie() {
    var exchange = exchange("of another tab, meanwhile replaced");

    assertThat(exchange.identity()).isEmpty();
    exchange.commit();

    assertThat(exchange.rejection()).contains(RejectionReason.NO_SESSION);
    assertThat(response.of(SET_COOKIE)).isEmpty();
  }

  @Test
  void aLoginIsHandedOutOnceAndNeverStoredByCaches() {
    // CA-3
    var exchange = exchange();
    response.asResponse().setHeader(CACHE_CONTROL, "public, max-age=60");

    exchange.login(FakeStrategy.alice(), new FakeRequest(exchange).asRequest());
    exchange.commit();
    exchange.commit();

    assertThat(response.of(SET_COOKIE)).containsExactly("__Host-test=" + issued(exchange));
    assertThat(response.of(CACHE_CONTROL)).containsExactly("no-store");
  }

  @Test
  void aSecondIdReplacesTheFirstAndLeavesOtherCookiesAlone() {
    var exchange = exchange();
    response.asResponse().addHeader(SET_COOKIE, "theme=dark");
    exchange.login(FakeStrategy.alice(), new FakeRequest(exchange).asRequest());
    exchange.commit();
    var first = issued(exchange);

    exchange.caller().openSession().renewId();
    exchange.commit();

    assertThat(issued(exchange)).isNotEqualTo(first);
    assertThat(response.of(SET_COOKIE))
        .containsExactly("theme=dark", "__Host-test=" + issued(exchange));
  }

  @Test
  void headersThatWereResetAreSetAgain() {
    var exchange = exchange();
    exchange.login(FakeStrategy.alice(), new FakeRequest(exchange).asRequest());
    exchange.commit();

    response.headers.clear();
    exchange.commit();

    assertThat(response.of(SET_COOKIE)).containsExactly("__Host-test=" + issued(exchange));
    assertThat(response.of(CACHE_CONTROL)).containsExactly("no-store");
  }

  @Test
  void aCommittedResponseGetsNoHeadersButChangesAreSaved() {
    var credential = strategy.known(Optional.empty());
    var exchange = exchange(credential);
    exchange.caller().openSession().setAttribute("late", "kept");
    response.committed = true;

    exchange.commit();

    assertThat(strategy.saved(credential)).containsEntry("late", "kept");
    assertThat(response.headers).isEmpty();
  }

  @Test
  void logoutClearsEvenACredentialThatWasRefused() {
    var exchange = exchange("expired");

    exchange.logout();
    exchange.commit();

    assertThat(response.of(SET_COOKIE)).containsExactly("__Host-test=; Max-Age=0");
  }

  @Test
  void aLoginAfterALogoutIsWhatTheClientHears() {
    var exchange = exchange(strategy.known(Optional.of(FakeStrategy.alice())));

    exchange.logout();
    exchange.login(FakeStrategy.alice(), new FakeRequest(exchange).asRequest());
    exchange.commit();

    assertThat(response.of(SET_COOKIE)).containsExactly("__Host-test=" + issued(exchange));
  }

  @Test
  void aFailedSaveCannotBeSwallowed() {
    var exchange = exchange();
    exchange.login(FakeStrategy.alice(), new FakeRequest(exchange).asRequest());
    strategy.broken = true;
    assertThatThrownBy(exchange::commit).isInstanceOf(StoreException.class);
    strategy.broken = false;

    assertThatThrownBy(exchange::commit).isInstanceOf(StoreException.class);

    assertThat(exchange.failure()).isPresent();
    assertThat(strategy.commits).hasValue(1);
    assertThat(response.headers).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailedLogoutCannotBeSwallowed(boolean callerIsKnown) {
    var exchange = exchange(strategy.known(Optional.of(FakeStrategy.alice())));
    if (callerIsKnown) {
      assertThat(exchange.identity()).isPresent();
    }
    strategy.broken = true;
    assertThatThrownBy(exchange::logout).isInstanceOf(StoreException.class);
    strategy.broken = false;

    assertThatThrownBy(exchange::commit).isInstanceOf(StoreException.class);

    assertThat(exchange.failure()).isPresent();
    assertThat(response.headers).isEmpty();
  }

  @Test
  void anUnansweredQuestionCannotBeSwallowedEither() {
    var exchange = exchange("credential");
    strategy.broken = true;
    assertThatThrownBy(exchange::identity).isInstanceOf(StoreException.class);

    assertThatThrownBy(exchange::identity).isInstanceOf(StoreException.class);
    assertThatThrownBy(exchange::commit).isInstanceOf(StoreException.class);

    assertThat(strategy.authentications).hasValue(1);
  }

  @Test
  void anAbandonedExchangeIsQuietAndAnonymous() {
    var exchange = exchange("credential");
    strategy.broken = true;
    assertThatThrownBy(exchange::identity).isInstanceOf(StoreException.class);

    exchange.abandon();

    assertThat(exchange.identity()).isEmpty();
    exchange.commit();
    assertThat(response.headers).isEmpty();
  }

  @Test
  void anAmbiguousRequestHasNoExchange() {
    assertThatThrownBy(() -> exchange(new Presented.Ambiguous("two")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAnswerToOurCredentialIsNotStored() {
    // CA-1
    exchange("credential").commit();

    assertThat(response.of(CACHE_CONTROL)).containsExactly("no-store");
  }

  @Test
  void theApplicationsOwnCachingIsKeptAndVaries() {
    // CA-1, CA-2
    var exchange = exchange("credential");
    response.asResponse().setHeader(CACHE_CONTROL, "private, max-age=60");

    exchange.commit();
    exchange.commit();

    assertThat(response.of(CACHE_CONTROL)).containsExactly("private, max-age=60");
    assertThat(response.of("Vary")).containsExactly("Cookie, Authorization");
  }

  @Test
  void whatTomcatSaidOnAConstrainedPathIsNotTheApplicationsWord() {
    response.asResponse().setHeader(CACHE_CONTROL, "private");

    exchange("credential").commit();

    assertThat(response.of(CACHE_CONTROL)).containsExactly("no-store");
  }

  @Test
  void anAnonymousAnswerThatDependsOnTheCallerVaries() {
    // CA-2
    var exchange = exchange();
    exchange.identity();

    exchange.commit();

    assertThat(response.of(CACHE_CONTROL)).isEmpty();
    assertThat(response.of("Vary")).containsExactly("Cookie, Authorization");
  }

  private Exchange exchange() {
    return exchange(new Presented.None());
  }

  private Exchange exchange(String credential) {
    return exchange(new Presented.One(credential, true));
  }

  private Exchange exchange(Presented presented) {
    return new Exchange(
        strategy,
        FakeCookies.alone(),
        Brought.only(presented),
        response.asResponse(),
        FakeStrategy.NOW,
        FakeEvents.unheard(),
        new AllLogins());
  }

  private static String issued(Exchange exchange) {
    return exchange.issued().orElseThrow().text();
  }
}
