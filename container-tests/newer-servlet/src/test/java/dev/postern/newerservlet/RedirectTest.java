package dev.postern.newerservlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The new ways to redirect: a session that began with the answer keeps its cookie. */
final class RedirectTest {

  static Stream<Arguments> ways() {
    return Stream.of(
        way("a status", 303, response -> response.sendRedirect("/elsewhere", 303)),
        way("the body kept", 302, response -> response.sendRedirect("/elsewhere", false)),
        way("both", 307, response -> response.sendRedirect("/elsewhere", 307, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void everyFormSavesBeforeItLeaves(String name, int status, Way way) throws Exception {
    try (var application = new Application()) {
      application.at(
          "/go",
          (request, response) -> {
            request.getSession().setAttribute("any", "thing");
            way.redirect(response);
          });

      var answer = application.get("/go");

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/elsewhere");
      assertThat(answer.headers().allValues("set-cookie")).hasSize(1);
    }
  }

  private static Arguments way(String name, int status, Way way) {
    return Arguments.of(name, status, way);
  }

  interface Way {
    void redirect(HttpServletResponse response) throws IOException;
  }
}
