package dev.postern.store.contract;

import java.util.Optional;

/** A kind of request, and what it may cost at the store (DESIGN 6). */
enum BudgetedRequest {
  NO_CREDENTIAL("no credential", 0, 401),
  FORGED_CREDENTIAL("a forged credential", 0, 401),
  UNUSED_CREDENTIAL("a credential nobody looks at", 0, 200),
  STALE_CREDENTIAL("the credential of an ended session", 1, 401),
  STALE_CREDENTIAL_AGAIN("the same again, on the same node within 5 s", 0, 401),
  READ("authenticated, reads", 1, 200),
  READ_COMMITTED_EARLY("the same, committed early", 1, 200),
  READ_BESIDE_A_LARGE_ATTRIBUTE(
      "the same, beside an attribute of 1 MiB that it does not ask for", 1, 200),
  WRITE_ONE("one attribute written", 2, 200),
  WRITE_FIVE("five attributes written", 2, 200),
  LOGIN("login", 1, 200),
  LOGIN_AS_A_VISITOR("login of a visitor who has a session", 2, 200),
  LOGIN_AGAIN("login once more", 2, 200),
  ID_CHANGE("change of the id", 2, 200),
  LOGOUT("logout", 1, 204);

  private final String title;
  private final int trips;
  private final int status;

  BudgetedRequest(String title, int trips, int status) {
    this.title = title;
    this.trips = trips;
    this.status = status;
  }

  String title() {
    return title;
  }

  /** What it costs. */
  int trips() {
    return trips;
  }

  /** Of the answer that is expected. */
  int status() {
    return status;
  }

  /** Whoever is going to send it, made of somebody who just logged in. */
  Visitor prepared(Visitor alice) {
    Visitor stranger = Visitor.stranger(alice.port());
    return switch (this) {
      case NO_CREDENTIAL, LOGIN -> stranger;
      case LOGIN_AS_A_VISITOR -> stranger.after(stranger.post("/session/visitor/kept?kept=yes"));
      case FORGED_CREDENTIAL -> forged(alice);
      case STALE_CREDENTIAL -> having(alice, alice.post("/session/logout"));
      case STALE_CREDENTIAL_AGAIN ->
          having(having(alice, alice.post("/session/logout")), alice.get("/session/in"));
      case READ_BESIDE_A_LARGE_ATTRIBUTE -> having(alice, alice.post("/session/large"));
      default -> alice;
    };
  }

  Visitor.Visit send(Visitor visitor) {
    return switch (this) {
      case UNUSED_CREDENTIAL -> visitor.get("/session/open");
      case READ, READ_BESIDE_A_LARGE_ATTRIBUTE -> visitor.get("/session/kept");
      case READ_COMMITTED_EARLY -> visitor.get("/session/early");
      case WRITE_ONE -> visitor.post("/session/kept?kept=yes");
      case WRITE_FIVE -> visitor.post("/session/many");
      case LOGIN, LOGIN_AS_A_VISITOR, LOGIN_AGAIN -> visitor.login("/session/login");
      case ID_CHANGE -> visitor.post("/session/id");
      case LOGOUT -> visitor.post("/session/logout");
      default -> visitor.get("/session/in");
    };
  }

  private static Visitor having(Visitor visitor, Visitor.Visit done) {
    if (done.status() >= 500) {
      throw new IllegalStateException("The site answered " + done.status() + ".");
    }
    return visitor;
  }

  /** One character of what proves that we gave it out is another. */
  private static Visitor forged(Visitor alice) {
    String pair = alice.cookie().orElseThrow();
    int last = pair.length() - 2;
    char other = pair.charAt(last) == 'A' ? 'B' : 'A';
    return new Visitor(
        alice.port(),
        Optional.of(pair.substring(0, last) + other + pair.substring(last + 1)),
        Optional.empty());
  }
}
