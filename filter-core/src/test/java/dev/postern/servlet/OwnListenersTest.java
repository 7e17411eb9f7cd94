package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OwnListenersTest {

  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <listener><listener-class> %s </listener-class></listener>
        <listener><listener-class>com.example.Missing</listener-class></listener>
        <listener><listener-class>%s</listener-class></listener>
        <listener><listener-class>%s</listener-class></listener>
      </web-app>
      """
          .formatted(
              OfIds.class.getName(), OfTheContext.class.getName(), OfSessions.class.getName());

  @Test
  void eachClassIsMadeOnceInTheOrderOfItsDeclaration() throws Exception {
    assertThat(make(List.of(OfAttributes.class, OfSessions.class)))
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .containsExactly("OfIds", "OfSessions", "OfAttributes");
  }

  @Test
  void oneThatCannotBeMadeIsLeftOut() throws Exception {
    assertThat(make(List.of(Unmakeable.class, OfAttributes.class)))
        .extracting(Object::getClass)
        .extracting(Class::getSimpleName)
        .containsExactly("OfIds", "OfSessions", "OfAttributes");
  }

  private static Collection<?> make(Collection<Class<?>> annotated) throws Exception {
    return OwnListeners.make(context(), annotated);
  }

  private static ServletContext context() {
    return (ServletContext)
        Proxy.newProxyInstance(
            OwnListenersTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getResourceAsStream" ->
                      new ByteArrayInputStream(WEB_XML.getBytes(StandardCharsets.UTF_8));
                  case "getClassLoader" -> OwnListenersTest.class.getClassLoader();
                  case "createListener" -> instance((Class<?>) arguments[0]);
                  default -> throw new AssertionError(method);
                });
  }

  private static Object instance(Class<?> type) throws ReflectiveOperationException {
    if (type == Unmakeable.class) {
      throw new IllegalArgumentException("no constructor");
    }
    return type.getDeclaredConstructor().newInstance();
  }

  private static final class OfSessions implements HttpSessionListener {}

  private static final class OfAttributes implements HttpSessionAttributeListener {}

  private static final class OfIds implements HttpSessionIdListener {
    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {}
  }

  private static final class OfTheContext implements ServletContextListener {}

  private static final class Unmakeable implements HttpSessionListener {}
}
