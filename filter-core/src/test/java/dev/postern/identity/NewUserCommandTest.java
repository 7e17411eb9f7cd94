package dev.postern.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewUserCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theLineItPrintsLetsTheUserIn() throws IOException {
    int code = run("parcel-bob-1\n", "bob", "--roles", "clerk,admin");

    assertThat(code).isZero();
    UsersFile users =
        UsersFile.read(new ByteArrayInputStream(out.toByteArray()), Clock.systemUTC());
    assertThat(users.verify("bob", "parcel-bob-1"))
        .get()
        .extracting(Identity::roles)
        .isEqualTo(Set.of("clerk", "admin"));
  }

  @Test
  void itPrintsOneLineWithoutThePassword() throws IOException {
    run("parcel-eve-1\n", "eve");

    assertThat(text(out)).hasLineCount(1).startsWith("eve:v1$").doesNotContain("parcel-eve-1");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void aShortPasswordIsRefused() throws IOException {
    assertThat(run("seven77\n", "eve")).isEqualTo(1);
    assertThat(text(err).strip()).isEqualTo("A password has at least 8 characters.");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void noPasswordAtAllIsRefused() throws IOException {
    assertThat(run("", "eve")).isEqualTo(1);
  }

  @Test
  void aNameThatWouldBreakTheLineIsRefused() throws IOException {
    assertThat(run("long-enough\n", "eve:admin")).isEqualTo(1);
    assertThat(run("long-enough\n", "#eve")).isEqualTo(1);
    assertThat(run("long-enough\n", "eve\nmallory")).isEqualTo(1);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aRoleThatWouldBreakTheLineIsRefused() throws IOException {
    assertThat(run("long-enough\n", "eve", "--roles", "a:b")).isEqualTo(1);
    assertThat(run("long-enough\n", "eve", "--roles", "a\nb")).isEqualTo(1);
    assertThat(run("long-enough\n", "eve", "--roles", "*")).isEqualTo(1);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void otherArgumentsShowTheUsage() throws IOException {
    assertThat(run("long-enough\n")).isEqualTo(2);
    assertThat(run("long-enough\n", "eve", "--role", "a")).isEqualTo(2);
    assertThat(run("long-enough\n", "eve", "password")).isEqualTo(2);
    assertThat(text(err)).contains("Usage: new-user NAME");
  }

  private int run(String password, String... args) throws IOException {
    return NewUserCommand.run(
        List.of(args),
        new ByteArrayInputStream(password.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
