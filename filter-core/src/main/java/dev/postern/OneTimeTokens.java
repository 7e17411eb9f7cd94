package dev.postern;

import dev.postern.token.JwtIssuer;
import dev.postern.token.OneTimeIssuer;
import dev.postern.token.OneTimeTarget;
import jakarta.servlet.ServletContext;
import java.time.Clock;

/**
 * Issues tokens for requests to other servers, which take each once; during a request or in the
 * background:
 *
 * <pre>{@code
 * OneTimeRequest label = OneTimeRequest.get("labels/one-time", "/labels/42.pdf");
 * OneTimeToken token = OneTimeTokens.of(servletContext).issue("alice", label);
 * String link = "https://labels.example" + label.path() + "?token=" + token.value();
 * }</pre>
 *
 * <p>Whoever has the token can use it: give it to nobody but the user, over TLS. Thread-safe.
 */
public final class OneTimeTokens {

  private final OneTimeIssuer issuer;
  private final Clock clock;

  OneTimeTokens(OneTimeIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Of the only app of this web application.
   *
   * @throws IllegalStateException if there are several, or no filter has started with {@code
   *     one-time.issue}
   */
  public static OneTimeTokens of(ServletContext context) {
    return of(ServicesPool.in(context).only());
  }

  /**
   * Of one app of this web application.
   *
   * @param app the value of the setting {@code app}
   * @throws IllegalStateException if no filter of that app has started with {@code one-time.issue}
   */
  public static OneTimeTokens of(ServletContext context, String app) {
    return of(ServicesPool.in(context).of(app));
  }

  private static OneTimeTokens of(Services services) {
    return services
        .oneTimeTokens()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No filter of this app issues one-time tokens. Set one-time.issue to true."));
  }

  /**
   * A token for one request on behalf of this user.
   *
   * @throws IllegalArgumentException if the request is none, its lifetime is out of bounds, or its
   *     token would be too long
   */
  public OneTimeToken issue(String username, OneTimeRequest request) {
    OneTimeTarget target =
        new OneTimeTarget(request.method(), request.path(), request.query(), request.bodyHash());
    JwtIssuer.Issued issued =
        issuer.issue(target, request.audience(), username, request.lifetime(), clock.instant());
    return new OneTimeToken(issued.text(), issued.expiresAt());
  }
}
