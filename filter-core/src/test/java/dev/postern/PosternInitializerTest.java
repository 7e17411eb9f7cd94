package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PosternInitializerTest {

  @Test
  void anApplicationThatDeclaresNoFilterIsToldThatItStandsOpen() throws ServletException {
    try (LogCapture log = new LogCapture(PosternInitializer.class)) {
      new PosternInitializer().onStartup(null, emptyApplication());

      assertThat(log.lines())
          .containsExactly(
              "event=no-filter context=\"/shop\" message=\"the Postern jar is here, but nothing declares"
                  + " a filter: web.xml, @WebFilter, @Postern or WEB-INF/postern.properties. Every path"
                  + " is open\"");
    }
  }

  private static ServletContext emptyApplication() {
    return (ServletContext)
        Proxy.newProxyInstance(
            PosternInitializerTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContextPath" -> "/shop";
                  case "getFilterRegistrations" -> Map.of();
                  case "getSessionTimeout" -> 30;
                  default -> null;
                });
  }
}
