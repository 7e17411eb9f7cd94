package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.BindingProblem;
import dev.postern.binding.Confirmation;
import dev.postern.identity.Identity;
import dev.postern.session.ManagedSession;
import dev.postern.session.SubjectLogins;
import dev.postern.store.StoreException;
import dev.postern.strategy.AuthenticationResult.Authenticated;
import dev.postern.strategy.AuthenticationResult.Rejected;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.Caller;
import dev.postern.strategy.CommitResult;
import dev.postern.strategy.IssuedCredential;
import dev.postern.strategy.RejectionReason;
import dev.postern.transport.Presented;
import dev.postern.transport.Transports;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request as one filter sees it: who calls, and what the client must be told. It outlives the
 * dispatches of its request. The credential is looked at when somebody first asks, and once.
 *
 * <p>A store that fails, or a mistake of ours while the caller is looked up, is remembered: every
 * later {@link #caller()} and {@link #commit()} fails the same way, so that an application which
 * catches the exception cannot send an answer whose changes were not saved. Whoever then answers
 * 503 calls {@link #abandon()} first. Safe for the threads of one request.
 */
public final class Exchange {

  private static final String CURRENT = Exchange.class.getName();

  private final AuthenticationStrategy strategy;
  private final Transports transports;
  private final Brought brought;
  private final HttpServletResponse response;
  private final Instant now;
  private final Recognition recognition;
  private final ClientNews news;
  private final SessionView sessions;
  private final SubjectLogins logins;

  private @Nullable Caller caller;
  private Optional<RejectionReason> rejection = Optional.empty();
  private boolean refreshedUnasked;
  private @Nullable RuntimeException failure;
  private boolean abandoned;

  /**
   * Looks at nothing yet.
   *
   * @param brought what the request carried: of each kind one, or none
   * @param transports which hand a new credential out
   * @param response as the filter was given it, where headers are set
   * @param now the instant of this request
   * @param events what listeners are told of its session
   * @param logins by which anybody of this application is signed in
   * @throws IllegalArgumentException if the request carried more than one credential; its answer is
   *     400, and there is nothing to exchange
   */
  public Exchange(
      AuthenticationStrategy strategy,
      Transports transports,
      Brought brought,
      HttpServletResponse response,
      Instant now,
      SessionEvents events,
      SubjectLogins logins) {
    this.transports = requireNonNull(transports, "transports");
    this.brought = requireNonNull(brought, "brought");
    if (brought.ambiguity().isPresent()) {
      throw new IllegalArgumentException("An ambiguous request has no exchange.");
    }
    this.strategy = ofThisRequest(requireNonNull(strategy, "strategy"), brought, now);
    this.response = requireNonNull(response, "response");
    this.now = requireNonNull(now, "now");
    this.recognition = new Recognition(this.strategy, brought, response, now);
    this.news = new ClientNews(transports, response, brought.isPersonal(), now);
    this.sessions = new SessionView(this, requireNonNull(events, "events"));
    this.logins = requireNonNull(logins, "logins");
  }

  private static AuthenticationStrategy ofThisRequest(
      AuthenticationStrategy strategy, Brought brought, Instant now) {
    AuthenticationStrategy own =
        brought.sender().isLookedAt()
            ? strategy.issuingTo(() -> brought.sender().confirmation(now))
            : strategy;
    return brought.sessionText().map(own::bringing).orElse(own);
  }

  /** The exchange of the filter nearest to the one who asks, seen through every wrapper. */
  public static Optional<Exchange> current(ServletRequest request) {
    return request.getAttribute(CURRENT) instanceof Exchange exchange
        ? Optional.of(exchange)
        : Optional.empty();
  }

  static boolean isCurrentName(String attribute) {
    return CURRENT.equals(attribute);
  }

  /**
   * Who calls. A credential that is not accepted gives an anonymous caller, and keeps its cookie:
   * another tab may have replaced it meanwhile.
   *
   * @throws StoreException if that cannot be told now
   */
  public synchronized Caller caller() {
    if (caller == null) {
      caller = abandoned ? strategy.anonymous(now) : authenticate();
      sessions.arrivedWith(requestedId(caller));
    }
    return caller;
  }

  /** Why the credential was not accepted; for the log only. */
  public synchronized Optional<RejectionReason> rejection() {
    caller();
    return rejection;
  }

  /** The instant of this request, in all its dispatches. */
  public Instant now() {
    return now;
  }

  /** Who calls, or empty while nobody has logged in. */
  public Optional<Identity> identity() {
    return caller().identity();
  }

  /**
   * Whether a cookie brought the credential, so that another site may have made the browser send
   * it. A session without a credential is one, too.
   */
  public boolean credentialFromCookie() {
    return brought.silentRefreshToken().isPresent()
        || (brought.credential() instanceof Presented.One one
            ? one.fromCookie()
            : brought.sessionText().isPresent());
  }

  /** Whether what names the session came in a cookie. */
  boolean sessionFromCookie() {
    return credentialFromCookie() || brought.sessionText().isPresent();
  }

  /**
   * Makes this identity the caller's.
   *
   * @param origin tells where the login comes from
   * @throws dev.postern.identity.TooManySessionsException if the subject has as many sessions as it
   *     may have; the caller is who they were
   * @throws dev.postern.binding.SenderRefusedException if a token would have to be bound, and
   *     cannot
   * @throws StoreException if another subject's session could not be ended
   */
  public void login(Identity identity, HttpServletRequest origin) {
    sessions.login(identity, ClientDevice.of(origin));
  }

  /**
   * Takes the credential back and, at the commit, from the client, whether or not it was good. If
   * that fails the answer is a failure too, even if the application catches the exception: nobody
   * is told that he is logged out who may not be.
   *
   * @throws StoreException if it could not be confirmed
   */
  public synchronized void logout() {
    try {
      takeBack();
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
    news.forgetCredential();
  }

  private void takeBack() {
    Optional<String> credential = brought.credentialText();
    boolean needsNoLook = caller == null && failure == null && !brought.sender().isLookedAt();
    if (needsNoLook && credential.isPresent()) {
      strategy.revoke(credential.get(), now);
      caller = strategy.anonymous(now);
      sessions.arrivedWith(Optional.empty());
    } else {
      caller().logout();
    }
    endGrantOfCookie();
  }

  /** The access token may be over, and then only the cookie knows the grant. */
  private void endGrantOfCookie() {
    refreshCookie()
        .ifPresent(token -> strategy.refreshing().ifPresent(all -> all.revoke(token, now)));
  }

  /**
   * Signs the caller in by a refresh token, whatever else the request brought.
   *
   * @param refreshToken hostile
   * @param scope what the access token shall be good for; empty for all that was granted
   * @return why it was not accepted; empty if it was
   * @throws StoreException if that cannot be told now
   * @throws java.util.NoSuchElementException if the strategy gives no refresh tokens out
   */
  public synchronized Optional<RejectionReason> refresh(
      String refreshToken, Optional<Set<String>> scope) {
    var result = strategy.refreshing().orElseThrow().refresh(refreshToken, scope, now);
    if (!(result instanceof Authenticated authenticated)) {
      return Optional.of(((Rejected) result).reason());
    }
    caller = authenticated.caller();
    sessions.arrivedWith(Optional.empty());
    return Optional.empty();
  }

  /**
   * Why this request could get no token, as far as can be told without a store; empty if it could.
   */
  public Optional<BindingProblem> senderProblem() {
    return brought.sender().problem(now);
  }

  /**
   * Why a credential that is good is none in the hands of who sent it; empty if it is one, or is no
   * good anyway. Nobody is looked at where nothing is bound.
   */
  public Optional<RejectionReason> senderRejection() {
    return brought.sender().isLookedAt()
        ? rejection().filter(SenderReasons::isOne)
        : Optional.empty();
  }

  /**
   * To whom a token is to be bound that this request gets.
   *
   * @throws dev.postern.binding.SenderRefusedException if it has to be and cannot
   * @throws StoreException if that cannot be told now
   */
  public Confirmation sender() {
    return brought.sender().confirmation(now);
  }

  /** The refresh token that came in a cookie; hostile. */
  public Optional<String> refreshCookie() {
    return brought.refreshToken();
  }

  /** Whether refresh tokens travel in a cookie here, and never in a body. */
  public boolean refreshesByCookie() {
    return transports.refreshByCookie();
  }

  /**
   * Compare-and-set of one attribute of the session, at once and not at the commit; null is no
   * value. Begins a session if there is none and a value is to be set.
   *
   * @return whether it was the expected one
   * @throws IllegalStateException if the strategy keeps no session, or the session has ended
   * @throws StoreException if the store cannot be asked
   */
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    return sessions.replaceAttribute(name, expected, value);
  }

  /** The caller's sessions and grants. */
  public OwnSessions ownSessions() {
    return new OwnSessions(this, logins);
  }

  /** Whether what was issued may be sent as a bearer token, so that the body may tell it. */
  public synchronized boolean takesBearer() {
    return news.way().takeBearer();
  }

  /** What the last commit that had a new credential handed out. */
  public synchronized Optional<IssuedCredential> issued() {
    return news.issued();
  }

  /** The refresh token that goes with it, where the client is told that in the body. */
  public synchronized Optional<IssuedCredential> issuedRefreshToken() {
    return news.issuedRefresh().filter(token -> !news.way().refreshByCookie());
  }

  /**
   * Saves what changed and sets the headers that say so. To be called before the first byte leaves
   * and again when the request is over; a second call without a change costs nothing.
   *
   * @throws StoreException if it could not be saved, now or earlier
   */
  public synchronized void commit() {
    if (abandoned) {
      return;
    }
    if (failure != null) {
      throw failure;
    }
    if (caller != null) {
      save(caller);
    }
    news.tell(caller != null, caller != null && caller.identity().isPresent());
  }

  /**
   * To be called before the request is refused: a refresh token that was used unasked is used up,
   * and a client that does not hear of its successor loses its login with the page.
   */
  public synchronized void commitIfRefreshed() {
    if (refreshedUnasked) {
      commit();
    }
  }

  /** The failure that makes this request's answer 503, if there was one. */
  public synchronized Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Nothing more is saved or told: a 503 is about to be the answer. */
  public synchronized void abandon() {
    abandoned = true;
  }

  /** The request is over, however it ended, and no dispatch of it is left. */
  void over() {
    sessions.over();
  }

  SessionView sessions() {
    return sessions;
  }

  /** Whether the client could not be told anything about its credential any more. */
  public boolean isCommitted() {
    return response.isCommitted();
  }

  private Caller authenticate() {
    if (failure != null) {
      throw failure;
    }
    try {
      Recognition.Recognised recognised = recognition.run();
      rejection = recognised.rejection();
      refreshedUnasked = recognised.isRefreshed();
      return recognised.caller();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** A credential that was refused names no session, yet the application may see that one came. */
  private Optional<Supplier<String>> requestedId(Caller arrived) {
    Optional<Supplier<String>> refused =
        brought
            .sessionText()
            .or(() -> brought.credentialText().filter(came -> rejection.isPresent()))
            .map(came -> () -> RefusedId.of(came));
    return brought.isPersonal()
        ? arrived.session().map(ManagedSession::publicId).or(() -> refused)
        : Optional.empty();
  }

  private void save(Caller changed) {
    try {
      CommitResult ofSession = changed.commitSession();
      news.learn(changed.commit());
      news.learnSession(ofSession);
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
  }
}
