package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bearers of tokens that only our nodes can read, over HTTP. */
final class EncryptedTokenTest {

  @TempDir private Path parent;

  private final Site site = new Site();

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void aBearerCannotReadTheTokenAndGetsInWithIt() throws Exception { // BCP-4
    Path keys = parent.resolve("keys");
    newKey(keys, "ES256");
    newKey(keys, "ECDH-ES+A256KW");
    site.filter(
            "api",
            site.settings(
                "strategy", "stateless-jwt",
                "transport", "bearer",
                "keys", keys.toString(),
                "token.format", "jwe",
                "token.encryption", "ECDH-ES+A256KW/A128CBC-HS256",
                "jwks.path", "/.well-known/jwks.json",
                "login.path", "/login",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/.well-known/* anyone; /* authenticated"),
            "/*")
        .at("/me", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .start();

    String login = site.client().login("/login", "alice", "right").body();
    String token = String.valueOf(Json.readObject(login.getBytes(UTF_8)).get("access_token"));
    String published = site.client().get("/.well-known/jwks.json").body();

    assertThat(token.split("\\.", -1)).hasSize(5);
    assertThat(site.client().bearing(token).get("/me").body()).isEqualTo("alice");
    assertThat(published)
        .contains("\"use\":\"sig\"", "\"use\":\"enc\",\"alg\":\"ECDH-ES+A256KW\"")
        .doesNotContain("\"d\"");
  }

  private static void newKey(Path keys, String algorithm) throws Exception {
    int code =
        Main.run(
            List.of("new-key", "--algorithm", algorithm, keys.toString()),
            System.in,
            System.out,
            System.err);
    assertThat(code).isZero();
    assertThat(Files.isDirectory(keys)).isTrue();
  }
}
