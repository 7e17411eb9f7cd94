package dev.postern.containertests.cluster;

import dev.postern.containertests.http.Http;
import java.nio.file.Path;

/** A servlet container in a process of its own, with one application. Thread-safe. */
interface Server extends AutoCloseable {

  /** The application. */
  Http http();

  /** Replaces the application by this one while the server goes on, and waits until it is there. */
  void redeploy(Path war);

  @Override
  void close();
}
