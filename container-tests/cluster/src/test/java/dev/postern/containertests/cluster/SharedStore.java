package dev.postern.containertests.cluster;

import java.util.List;

/** What two nodes share. Not thread-safe. */
interface SharedStore extends AutoCloseable {

  /** The settings of the node that is started next, as options of its JVM. */
  List<String> settingsOfNextNode();

  @Override
  void close();
}
