package dev.postern.servlet;

import dev.postern.strategy.CommitResult;
import dev.postern.strategy.CommitResult.Clear;
import dev.postern.strategy.CommitResult.Send;
import dev.postern.strategy.CommitResult.SendAs;
import dev.postern.strategy.IssuedCredential;
import dev.postern.transport.Transports;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the client must still be told by headers. It keeps the latest news, so that a response that
 * was reset, or an error page of the container that dropped our headers, gets them again.
 */
final class ClientNews {

  private static final System.Logger LOG = System.getLogger(ClientNews.class.getName());
  private static final String SET_COOKIE = "Set-Cookie";

  private final Transports transports;
  private final HttpServletResponse response;
  private final CachePolicy caching;
  private final boolean carriedCredential;
  private final Instant now;

  private Consumer<HttpServletResponse> ofCredential = response -> {};
  private Consumer<HttpServletResponse> ofSession = response -> {};
  private Optional<IssuedCredential> issued = Optional.empty();
  private Optional<IssuedCredential> issuedRefresh = Optional.empty();
  private Transports way;
  private boolean sendsSession;
  private boolean told = true;
  private boolean attempted;
  private List<String> lines = List.of();

  ClientNews(
      Transports transports, HttpServletResponse response, boolean carriedCredential, Instant now) {
    this.transports = transports;
    this.way = transports;
    this.response = response;
    this.caching = new CachePolicy(response);
    this.carriedCredential = carriedCredential;
    this.now = now;
  }

  void learn(CommitResult result) {
    if (result instanceof Send send) {
      handOut(send, transports, transports::clearAccepted);
    } else if (result instanceof SendAs other) {
      handOut(other.news(), transports.of(other.kind()), to -> {});
    } else if (result instanceof Clear) {
      forgetCredential();
    }
  }

  /** The latest word on the session that travels beside the credential. */
  void learnSession(CommitResult result) {
    if (result instanceof Send send) {
      var session = send.credential();
      sendsSession = true;
      tellOfSession(to -> transports.writeSession(to, session.text(), lifetimeOf(session)));
    } else if (result instanceof Clear) {
      tellOfSession(transports::clearSession);
    }
  }

  private void handOut(Send send, Transports by, Consumer<HttpServletResponse> andThen) {
    var credential = send.credential();
    issued = Optional.of(credential);
    issuedRefresh = send.refresh();
    way = by;
    tellNext(
        to -> {
          by.write(to, credential.text(), lifetimeOf(credential));
          send.refresh().ifPresent(token -> by.writeRefresh(to, token.text(), lifetimeOf(token)));
          andThen.accept(to);
        });
  }

  void forgetCredential() {
    issued = Optional.empty();
    issuedRefresh = Optional.empty();
    tellNext(transports::clear);
    tellOfSession(transports::clearSession);
  }

  private Duration lifetimeOf(IssuedCredential credential) {
    return Duration.between(now, credential.expiresAt());
  }

  Optional<IssuedCredential> issued() {
    return issued;
  }

  Optional<IssuedCredential> issuedRefresh() {
    return issuedRefresh;
  }

  /** The ways of the kind that was handed out last; until then of the one that is issued. */
  Transports way() {
    return way;
  }

  /** Sets the headers, unless they have left already. */
  void tell(boolean identityAsked, boolean identityKnown) {
    if (response.isCommitted()) {
      warnOfUntold();
      return;
    }
    if (!told || !present(lines)) {
      replaceLines();
    }
    caching.apply(
        issued.isPresent() || sendsSession, carriedCredential || identityKnown, identityAsked);
  }

  private void tellNext(Consumer<HttpServletResponse> next) {
    ofCredential = next;
    changed();
  }

  private void tellOfSession(Consumer<HttpServletResponse> next) {
    ofSession = next;
    changed();
  }

  private void changed() {
    told = false;
    attempted = false;
  }

  /**
   * One cookie of one name per response (RFC 6265 section 4.1.1), so an older line of ours goes.
   */
  private void replaceLines() {
    attempted = true;
    List<String> before = List.copyOf(response.getHeaders(SET_COOKIE));
    ofCredential.andThen(ofSession).accept(response);
    List<String> after = List.copyOf(response.getHeaders(SET_COOKIE));
    var added = after.subList(Math.min(before.size(), after.size()), after.size());
    List<String> kept = new ArrayList<>(before);
    // No line appears during an include on WildFly; the next commit then tries again.
    told = !added.isEmpty();
    if (told && kept.removeAll(lines)) {
      kept.addAll(added);
      response.setHeader(SET_COOKIE, kept.get(0));
      kept.stream().skip(1).forEach(line -> response.addHeader(SET_COOKIE, line));
    }
    lines = added;
  }

  private boolean present(List<String> ours) {
    return ours.isEmpty() || response.getHeaders(SET_COOKIE).containsAll(ours);
  }

  private void warnOfUntold() {
    if (!told && !attempted) {
      attempted = true;
      LOG.log(
          System.Logger.Level.WARNING,
          "event=credential-not-sent reason=response-already-committed");
    }
  }
}
