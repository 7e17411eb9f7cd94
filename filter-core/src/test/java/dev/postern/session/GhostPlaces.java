package dev.postern.session;

import dev.postern.store.Enrolment;
import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A store in whose index places are taken that no session stands behind. */
final class GhostPlaces {

  private GhostPlaces() {}

  static SessionStore in(SessionStore store, IntSupplier ghosts) {
    return (SessionStore)
        Proxy.newProxyInstance(
            GhostPlaces.class.getClassLoader(),
            new Class<?>[] {SessionStore.class, KeepsReferences.class},
            (proxy, method, arguments) -> {
              Object[] asked = arguments.clone();
              for (int n = 0; n < asked.length; n++) {
                asked[n] =
                    asked[n] instanceof Optional<?> given
                            && given.orElse(null) instanceof Enrolment enrolment
                        ? Optional.of(withLessRoom(enrolment, ghosts.getAsInt()))
                        : asked[n];
              }
              try {
                return method.invoke(store, asked);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Enrolment withLessRoom(Enrolment asked, int ghosts) {
    return new Enrolment(asked.subject(), asked.most() - ghosts);
  }
}
