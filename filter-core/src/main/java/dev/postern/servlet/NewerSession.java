package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@code getAccessor} of Servlet 6.1, whose type the API that we are compiled against does not
 * have: where the container's own {@link HttpSession} has it, applications are given a proxy.
 */
final class NewerSession implements InvocationHandler {

  private static final Optional<Class<?>> ACCESSOR =
      Arrays.stream(HttpSession.class.getClasses())
          .filter(type -> type.getSimpleName().equals("Accessor"))
          .findFirst();

  private final HttpSessionAdapter session;
  private final Class<?> accessor;

  private NewerSession(HttpSessionAdapter session, Class<?> accessor) {
    this.session = session;
    this.accessor = accessor;
  }

  /** The session in the form for this container. */
  static HttpSession of(HttpSessionAdapter session) {
    return ACCESSOR
        .<HttpSession>map(type -> proxy(HttpSession.class, new NewerSession(session, type)))
        .orElse(session);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("getAccessor")) {
      Consumer<Consumer<HttpSession>> later = session.later();
      return proxy(accessor, (self, access, given) -> access(later, self, access, given));
    }
    try {
      return method.invoke(session, unwrapped(arguments));
    } catch (InvocationTargetException e) {
      throw requireNonNull(e.getCause());
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object access(
      Consumer<Consumer<HttpSession>> later,
      Object self,
      Method method,
      Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "access" -> {
        later.accept((Consumer<HttpSession>) requireNonNull(requireNonNull(arguments)[0]));
        yield null;
      }
      case "equals" -> self == requireNonNull(arguments)[0];
      case "hashCode" -> System.identityHashCode(self);
      default -> "HttpSession.Accessor";
    };
  }

  /** Two proxies are equal if their sessions are. */
  private static Object @Nullable [] unwrapped(Object @Nullable [] arguments) {
    boolean isOne =
        arguments != null
            && arguments.length == 1
            && arguments[0] != null
            && Proxy.isProxyClass(arguments[0].getClass());
    return isOne
            && Proxy.getInvocationHandler(requireNonNull(arguments)[0])
                instanceof NewerSession other
        ? new Object[] {other.session}
        : arguments;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            NewerSession.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
