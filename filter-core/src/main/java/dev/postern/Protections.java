package dev.postern;

import dev.postern.endpoint.Refusal;
import dev.postern.endpoint.SenderRefusals;
import dev.postern.gate.GatedRequest;
import dev.postern.gate.RequestPath;
import dev.postern.protection.AccessRules;
import dev.postern.protection.CsrfProtection;
import dev.postern.protection.Decision;
import dev.postern.protection.Moment;
import dev.postern.servlet.Exchange;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request has to pass before the application sees it. Immutable and thread-safe. */
final class Protections {

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** Containers never serve these to a client (Servlet 6.0 section 10.5). */
  private static final Set<String> INTERNAL = Set.of("WEB-INF", "META-INF");

  private final CsrfProtection csrf;
  private final AccessRules access;
  private final Optional<RequestPath> loginPage;
  private final Duration clockSkew;

  /**
   * Puts the parts together.
   *
   * @param loginPage open to everybody, since whoever needs it has not logged in
   * @param clockSkew how far the clocks of nodes may differ
   */
  Protections(
      CsrfProtection csrf,
      AccessRules access,
      Optional<RequestPath> loginPage,
      Duration clockSkew) {
    this.csrf = csrf;
    this.access = access;
    this.loginPage = loginPage;
    this.clockSkew = clockSkew;
  }

  /** Why the request may not go on, or empty if it may. */
  Optional<Refusal> check(GatedRequest asked, HttpServletRequest request, Exchange exchange) {
    if (exchange.credentialFromCookie() && isForged(asked, request)) {
      return Optional.of(Refusal.forbidden());
    }
    return isLoginPage(asked) ? Optional.empty() : judge(asked.path(), asked.method(), exchange);
  }

  /** Whether another site made the browser send it; asked for every login and logout too (CS-1). */
  boolean isForged(GatedRequest asked, HttpServletRequest request) {
    return !csrf.allows(request, asked.method());
  }

  /**
   * Why a forward or an include may not reach its target: a rule that names the target says so.
   * What no rule names, and what no client can ask for, is the application's own business.
   */
  Optional<Refusal> checkDispatch(HttpServletRequest request, Exchange exchange) {
    Optional<RequestPath> target = targetOf(request);
    if (target.isEmpty() || !access.names(target.get()) || isInternal(target.get())) {
      return Optional.empty();
    }
    // The first path may be one that no filter serves, so nobody has asked this yet.
    return exchange.credentialFromCookie() && !csrf.allows(request, request.getMethod())
        ? Optional.of(Refusal.forbidden())
        : judge(target.get(), request.getMethod(), exchange);
  }

  private static Optional<RequestPath> targetOf(HttpServletRequest request) {
    if (request.getDispatcherType() == DispatcherType.FORWARD) {
      return Optional.of(path(request.getServletPath(), request.getPathInfo()));
    }
    if (request.getDispatcherType() == DispatcherType.INCLUDE) {
      return Optional.of(
          path(
              request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH),
              request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO)));
    }
    return Optional.empty();
  }

  private static boolean isInternal(RequestPath path) {
    return !path.segments().isEmpty() && INTERNAL.contains(path.segments().get(0));
  }

  /** The caller is looked at only where somebody in particular is asked for. */
  private Optional<Refusal> judge(RequestPath path, String method, Exchange exchange) {
    return access.opensToAnyone(path, method)
        ? Optional.empty()
        : refusalOf(
            access.decide(path, method, exchange.identity(), new Moment(exchange.now(), clockSkew)),
            exchange);
  }

  private static Optional<Refusal> refusalOf(Decision decision, Exchange exchange) {
    if (decision instanceof Decision.Allow) {
      return Optional.empty();
    }
    if (decision instanceof Decision.InsufficientScope insufficient) {
      return Optional.of(Refusal.insufficientScope(List.of(insufficient.scope().split(" "))));
    }
    if (decision instanceof Decision.InsufficientLogin insufficient) {
      return Optional.of(Refusal.insufficientLogin(insufficient.needed()));
    }
    if (decision instanceof Decision.Forbidden) {
      return Optional.of(Refusal.forbidden());
    }
    return Optional.of(
        exchange.rejection().map(SenderRefusals::ofCredential).orElseGet(Refusal::loginNeeded));
  }

  private boolean isLoginPage(GatedRequest asked) {
    return READING.contains(asked.method()) && loginPage.filter(asked.path()::equals).isPresent();
  }

  private static RequestPath path(@Nullable Object servletPath, @Nullable Object pathInfo) {
    return RequestPath.of(text(servletPath) + text(pathInfo));
  }

  private static String text(@Nullable Object part) {
    return part == null ? "" : part.toString();
  }
}
