package dev.postern.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The container's own login on one request: one account, alice. */
final class FakeRealm {

  final List<String> events = new ArrayList<>();
  Optional<String> caller = Optional.empty();
  boolean opensSession;
  Optional<Exception> trouble = Optional.empty();
  private boolean session;

  void withSession() {
    session = true;
  }

  boolean hasSession() {
    return session;
  }

  @Nullable Object answer(String called, Object[] args) throws ServletException {
    return switch (called) {
      case "login" -> login(String.valueOf(args[0]), String.valueOf(args[1]));
      case "logout" -> logout();
      case "getUserPrincipal" -> principal();
      case "isUserInRole" ->
          caller.isPresent() && Set.of("customer", "vip").contains(String.valueOf(args[0]));
      case "getSession" -> session ? session() : null;
      default -> throw new UnsupportedOperationException(called);
    };
  }

  private @Nullable Object login(String username, String password) throws ServletException {
    events.add("login");
    if (trouble.isPresent()) {
      throw new ServletException("realm", trouble.get());
    }
    if (caller.isPresent() || !username.equals("alice") || !password.equals("parcel-alice-1")) {
      throw new ServletException("login failed");
    }
    caller = Optional.of(username);
    session |= opensSession;
    return null;
  }

  private @Nullable Object logout() {
    events.add("logout");
    caller = Optional.empty();
    return null;
  }

  private @Nullable Object principal() {
    return caller.map(name -> (Principal) () -> name).orElse(null);
  }

  private @Nullable Object session() {
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {HttpSession.class},
        (proxy, called, args) -> {
          if (called.getName().equals("invalidate")) {
            session = false;
            return null;
          }
          throw new UnsupportedOperationException(called.getName());
        });
  }
}
