package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Call;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The kinds of login that race others. Not thread-safe. */
final class LoginRace implements AutoCloseable {

  private final Line here;
  private final Line there;
  private final Line alsoHere;
  private final Line alsoThere;
  private final SplittableRandom random;

  LoginRace(Cluster cluster, int node, SplittableRandom random) {
    this.here = new Line(cluster, node);
    this.there = new Line(cluster, node + 1);
    this.alsoHere = new Line(cluster, node);
    this.alsoThere = new Line(cluster, node + 1);
    this.random = random;
  }

  /** Somebody who watches a parcel logs in, and goes on watching it. */
  void visitorLogsIn() {
    String old = Desk.credentialOf(there.ask(204, desk -> desk.watch("PD-1001")));
    String fresh = loginAmongOthers("alice", old, (desk, number) -> desk.watch(old, number));

    assertThat(watchedOn(here, fresh)).contains("PD-1001");
    assertThat(watchedOn(there, fresh)).contains("PD-1001");
    isLoggedIn("alice", fresh);
    isOfNoUse(old);
  }

  /** Nothing that was in the session before is lost. */
  void sameUserLogsInAgain() {
    String old = Desk.credentialOf(here.ask(200, desk -> desk.login("alice")));
    there.ask(200, desk -> desk.put(old, "kept", "yes"));
    String fresh = loginAmongOthers("alice", old, (desk, number) -> desk.watch(old, number));

    assertThat(here.ask(200, desk -> desk.attributes(fresh)).json()).containsEntry("kept", "yes");
    isLoggedIn("alice", fresh);
    isOfNoUse(old);
  }

  /** Nothing that one has put into the session is seen by the other. */
  void otherUserLogsIn() {
    String old = Desk.credentialOf(here.ask(200, desk -> desk.login("alice")));
    there.ask(200, desk -> desk.put(old, "secret", "of alice"));
    String fresh = loginAmongOthers("carol", old, (desk, number) -> desk.watch(old, number));

    assertThat(here.ask(200, desk -> desk.attributes(fresh)).json()).isEmpty();
    assertThat(there.ask(200, desk -> desk.attributes(fresh)).json()).isEmpty();
    isLoggedIn("carol", fresh);
    isOfNoUse(old);
  }

  /** Two windows log in to the session of a visitor; at least one of them stays in, as itself. */
  void twoLogIn() {
    String old = Desk.credentialOf(there.ask(204, desk -> desk.watch("PD-1001")));
    here.send(desk -> desk.login("alice", old));
    there.send(desk -> desk.login("carol", old));
    String alice = Desk.credentialOf(ok(here.receive()));
    String carol = Desk.credentialOf(ok(there.receive()));

    Answer asAlice = there.ask(desk -> desk.whoami(alice));
    Answer asCarol = here.ask(desk -> desk.whoami(carol));
    assertThat(Stream.of(asAlice, asCarol).map(Answer::status)).isSubsetOf(200, 401).contains(200);
    assertThat(asAlice.status() == 401 || asAlice.text("name").equals("alice")).isTrue();
    assertThat(asCarol.status() == 401 || asCarol.text("name").equals("carol")).isTrue();
    isOfNoUse(old);
  }

  @Override
  public void close() {
    Stream.of(here, there, alsoHere, alsoThere).forEach(Line::close);
  }

  /** The others are requests that save, and one that looks who is there. */
  private String loginAmongOthers(String user, String old, BiFunction<Desk, String, Call> save) {
    alsoThere.send(desk -> save.apply(desk, "PD-1002"));
    alsoHere.send(desk -> desk.watched(old));
    Pause.some(random);
    here.send(desk -> desk.login(user, old));
    there.send(desk -> save.apply(desk, "PD-1003"));
    Answer login = here.receive();
    List<Answer> others = List.of(alsoThere.receive(), alsoHere.receive(), there.receive());

    assertThat(others).allSatisfy(LoginRace::isNoErrorAndNoOtherSession);
    return Desk.credentialOf(ok(login));
  }

  /** 401 to one who was logged in and is so no longer, under that credential. */
  private static void isNoErrorAndNoOtherSession(Answer answer) {
    assertThat(answer.status()).isIn(200, 204, 401);
    assertThat(Desk.newCredential(answer)).isEmpty();
  }

  private static List<Object> watchedOn(Line line, String credential) {
    String body = line.ask(200, desk -> desk.watched(credential)).body();
    return List.of((Object[]) body.replaceAll("[\\[\\]\"]", "").split(","));
  }

  private void isLoggedIn(String user, String credential) {
    for (Line line : List.of(here, there)) {
      assertThat(line.ask(200, desk -> desk.whoami(credential)).text("name")).isEqualTo(user);
      line.ask(200, desk -> desk.put(credential, "still", "serves"));
    }
  }

  private void isOfNoUse(String credential) {
    for (Line line : List.of(here, there)) {
      line.ask(401, desk -> desk.whoami(credential));
    }
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer;
  }
}
