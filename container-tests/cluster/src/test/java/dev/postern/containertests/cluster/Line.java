package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Connection;
import java.util.function.Function;

/** A connection to the desk of one node, kept open. Not thread-safe. */
final class Line implements AutoCloseable {

  private final Desk desk;
  private final Connection connection;

  Line(Cluster cluster, int node) {
    this.desk = new Desk(cluster.node(node));
    this.connection = desk.http().connect();
  }

  Answer ask(Function<Desk, Call> request) {
    return connection.ask(request.apply(desk));
  }

  /** The same, and it has to be answered so. */
  Answer ask(int status, Function<Desk, Call> request) {
    Answer answer = ask(request);
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    return answer;
  }

  void send(Function<Desk, Call> request) {
    connection.send(request.apply(desk));
  }

  void awaitFirstByte() {
    connection.awaitFirstByte();
  }

  Answer receive() {
    return connection.receive();
  }

  @Override
  public void close() {
    connection.close();
  }
}
