package dev.postern.containertests.cluster;

import java.nio.file.Path;
import java.util.List;

/** Which servers a cluster is made of. */
enum Kind {

  /** The sessions of one Tomcat line are read by the other, as they have to be in an upgrade. */
  TOMCAT {
    @Override
    Server start(int node, Path base, Path war, List<String> options) {
      return TomcatServer.start(home(node == 0 ? "tomcat10" : "tomcat11"), base, war, options);
    }
  },

  WILDFLY {
    @Override
    Server start(int node, Path base, Path war, List<String> options) {
      return WildflyServer.start(home("wildfly"), base, war, options);
    }
  };

  abstract Server start(int node, Path base, Path war, List<String> options);

  private static Path home(String name) {
    return Path.of(System.getProperty("test." + name));
  }
}
