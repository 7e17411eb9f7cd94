package dev.postern.containertests.cluster;

import dev.postern.containertests.http.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two nodes of the sample that share one store. Thread-safe. */
final class Cluster implements AutoCloseable {

  static final int NODES = 2;

  private final List<Server> servers = new ArrayList<>();
  private final SharedStore store;

  private Cluster(SharedStore store) {
    this.store = store;
  }

  /** Starts one after the other, so that the second finds the first. */
  static Cluster start(Path folder, Kind kind, SharedStore store, Path war) {
    Cluster cluster = new Cluster(store);
    try {
      Path keys = Keys.in(folder);
      for (int n = 0; n < NODES; n++) {
        List<String> settings = new ArrayList<>(store.settingsOfNextNode());
        settings.add("-Dpostern.keys=" + keys);
        settings.add("-Dpostern.session.id-grace=1m");
        settings.add("-Dpostern.login.max-concurrent=64");
        Path base = Folders.write(folder.resolve("node" + n + "/README"), "A node.\n").getParent();
        cluster.servers.add(kind.start(n, base, war, settings));
      }
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  Server server(int node) {
    return servers.get(Math.floorMod(node, NODES));
  }

  /** The application on this node; any number means one. */
  Http node(int node) {
    return server(node).http();
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
    store.close();
  }
}
