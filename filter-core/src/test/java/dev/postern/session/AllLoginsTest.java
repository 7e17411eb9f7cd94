package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions and grants of one subject, one of which cannot be asked. */
class AllLoginsTest {

  private static final String LOST = "lost";

  private final Kind sessions = new Kind();
  private final Kind grants = new Kind();
  private final AllLogins all = new AllLogins();

  @BeforeEach
  void addKinds() {
    all.add(SessionSummary.Kind.SESSION, sessions);
    all.add(SessionSummary.Kind.GRANT, grants);
  }

  @Test
  void grantsEndAlthoughSessionsCannotBeAsked() {
    sessions.lost = true;

    assertThatThrownBy(() -> all.endAllBut("alice", Optional.empty()))
        .isInstanceOf(StoreException.class)
        .hasMessage(LOST);

    assertThat(grants.asked).containsExactly("endAllBut alice");
  }

  @Test
  void oneThatIsAGrantEndsAlthoughSessionsCannotBeAsked() {
    sessions.lost = true;
    grants.has = true;

    assertThat(all.end("alice", "handle")).isTrue();
  }

  @Test
  void oneThatMayBeASessionIsNotSaidToBeNone() {
    sessions.lost = true;

    assertThatThrownBy(() -> all.end("alice", "handle")).isInstanceOf(StoreException.class);
  }

  @Test
  void whoHasEndedItIsTheLastToBeAsked() {
    sessions.has = true;

    assertThat(all.end("alice", "handle")).isTrue();

    assertThat(grants.asked).isEmpty();
  }

  @Test
  void everyKindCounts() {
    sessions.has = true;
    grants.has = true;

    assertThat(all.endAllBut("alice", Optional.empty())).isEqualTo(2);
    assertThat(all.revise("alice", same -> same, Instant.EPOCH)).isEqualTo(2);
  }

  @Test
  void rolesOfGrantsChangeAlthoughSessionsCannotBeAsked() {
    sessions.lost = true;

    assertThatThrownBy(() -> all.revise("alice", same -> same, Instant.EPOCH))
        .isInstanceOf(StoreException.class);

    assertThat(grants.asked).containsExactly("revise alice");
  }

  @Test
  void everyFailureIsTold() {
    sessions.lost = true;
    grants.lost = true;

    assertThatThrownBy(() -> all.endAllBut("alice", Optional.empty()))
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
  }

  /** One login of this kind, or none, or no answer. */
  private static final class Kind implements SubjectLogins {

    private final List<String> asked = new ArrayList<>();
    private boolean has;
    private boolean lost;

    @Override
    public List<SessionSummary> list(String subject, Optional<String> current) {
      return List.of();
    }

    @Override
    public boolean end(String subject, String handle) {
      return answer("end " + subject);
    }

    @Override
    public int endAllBut(String subject, Optional<String> kept) {
      return answer("endAllBut " + subject) ? 1 : 0;
    }

    @Override
    public int revise(String subject, UnaryOperator<Identity> change, Instant asOf) {
      return answer("revise " + subject) ? 1 : 0;
    }

    private boolean answer(String question) {
      asked.add(question);
      if (lost) {
        throw new StoreException(LOST, new IllegalStateException(LOST));
      }
      return has;
    }
  }
}
