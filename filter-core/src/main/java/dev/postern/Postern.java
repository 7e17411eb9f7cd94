package dev.postern;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an {@link AuthenticationFilter} on any class of the web application, as {@code <filter>}
 * does in {@code web.xml}. The class itself is not used.
 *
 * <pre>{@code
 * @Postern(name = "api", paths = "/api/*", strategy = Postern.Strategy.STATELESS_JWT,
 *     access = {"GET /api/prices/* anyone", "/api/* role customer"},
 *     settings = @Postern.Setting(name = "login.path", value = "/api/login"))
 * final class ApiAuthentication {}
 * }</pre>
 *
 * <p>What is written here can be overridden from the environment and by system properties. A wrong
 * value stops the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Postern {

  /** The name of the filter, unique in the application. */
  String name();

  /** The URL patterns it serves, as in {@code <url-pattern>}. */
  String[] paths();

  /** How identity is kept between requests. */
  Strategy strategy();

  /** Access rules, in order; the first that matches decides. See the setting {@code access}. */
  String[] access() default {};

  /** Every other setting, by name. */
  Setting[] settings() default {};

  /** The kinds of strategy, as the setting {@code strategy} names them. */
  enum Strategy {
    /** A random id in a cookie; identity and attributes in the store. */
    SESSION("session"),
    /** A signed token that refers to a record in the store. */
    STATEFUL_JWT("stateful-jwt"),
    /** A signed token that holds the identity itself (RFC 9068). */
    STATELESS_JWT("stateless-jwt");

    private final String text;

    Strategy(String text) {
      this.text = text;
    }

    /** The word that the setting uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** One setting. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Setting {

    /** Its name, for example {@code session.idle-timeout}. */
    String name();

    /** Its value, for example {@code 15m}. */
    String value();
  }
}
