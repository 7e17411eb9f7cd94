package dev.postern.containertests.cluster;

import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two nodes promise to a client that goes to whichever it likes. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ClusterContract {

  private final Kind kind;
  private final Function<Path, SharedStore> store;
  private Editions editions;
  private Cluster cluster;

  ClusterContract(Kind kind, Function<Path, SharedStore> store) {
    this.kind = kind;
    this.store = store;
  }

  @BeforeAll
  void start() {
    Path folder = Folders.fresh(getClass().getSimpleName());
    editions = Editions.in(folder);
    cluster = Cluster.start(folder, kind, store.apply(folder), editions.first());
  }

  @AfterAll
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void writesOfManyWindowsAreAllThere() {
    new ManyWriters(cluster).run();
  }

  @Test
  void loggedOutSessionIsNeverRevived() {
    new LogoutRaces(cluster).run();
  }

  @Test
  void loginAmongOtherRequestsLeavesOneSoundSession() {
    new LoginRaces(cluster).run();
  }

  @Test
  void idChangeAmongOtherRequestsLosesNothing() {
    new IdChangeRaces(cluster).run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flush", "large", "error", "redirect"})
  void firstByteOfAnAnswerComesAfterItsChanges(String way) {
    new FirstByte(cluster).run(way);
  }

  /** Last, because the nodes are others then. */
  @Test
  @Order(Integer.MAX_VALUE)
  void rollingUpdateKeepsLoginsAndWhatItCannotRead() {
    new RollingUpdate(cluster, editions.second()).run();
  }
}
