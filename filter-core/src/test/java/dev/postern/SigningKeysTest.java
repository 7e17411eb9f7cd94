package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.StoreException;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared signing key is taken out of use, whatever becomes of the store's answers (ROT-4). */
final class SigningKeysTest {

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "api",
            site.settings(
                "strategy", "stateless-jwt",
                "keys.publish-before", "30m",
                "keys.rotate-every", "1h",
                "access", "/* anyone"),
            "/*")
        .at(
            "/shared",
            (request, response) -> {
              // The first is the one of the directory, the second the next to sign.
              response.getWriter().write(keys(request.getServletContext()).ids().get(1));
            })
        .at(
            "/remove",
            (request, response) -> {
              try {
                boolean removed =
                    keys(request.getServletContext()).remove(request.getParameter("kid"));
                response.getWriter().write(String.valueOf(removed));
              } catch (StoreException notConfirmed) {
                response.getWriter().write("not confirmed");
              }
            })
        .at(
            "/denied",
            (request, response) ->
                response
                    .getWriter()
                    .write(
                        String.valueOf(
                            ServicesPool.in(request.getServletContext())
                                .only()
                                .denylist()
                                .knowsDeniedKey(request.getParameter("kid")))))
        .start();
  }

  private static SigningKeys keys(ServletContext context) {
    return SigningKeys.of(context);
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void aKeyIsRemovedAndDeniedOnce() throws Exception {
    String kid = ask("/shared");

    assertThat(ask("/remove?kid=" + kid)).isEqualTo("true");
    assertThat(ask("/denied?kid=" + kid)).isEqualTo("true");
    assertThat(ask("/remove?kid=" + kid)).isEqualTo("false");
  }

  @Test
  void aKeyThatIsNotSharedIsLeftAlone() throws Exception {
    assertThat(ask("/remove?kid=nobodys")).isEqualTo("false");
    assertThat(ask("/denied?kid=nobodys")).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "update"})
  void aRemovalThatWasNotConfirmedHasDeniedTheKeyAndIsMadeAgain(String lost) throws Exception {
    String kid = ask("/shared");
    site.stores.loseAnswersOf(lost);

    assertThat(ask("/remove?kid=" + kid)).isEqualTo("not confirmed");

    assertThat(ask("/denied?kid=" + kid)).isEqualTo("true");
    site.stores.mend();
    // Only the removal may have been done although nobody heard of it.
    assertThat(ask("/remove?kid=" + kid)).isEqualTo(String.valueOf(lost.equals("append")));
    assertThat(ask("/remove?kid=" + kid)).isEqualTo("false");
    assertThat(ask("/shared")).isNotEqualTo(kid);
  }

  private String ask(String path) throws Exception {
    return site.client().get(path).body();
  }
}
