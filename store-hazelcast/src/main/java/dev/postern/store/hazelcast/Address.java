package dev.postern.store.hazelcast;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Where the cluster is, and whether this application is a part of it. */
sealed interface Address {

  /**
   * A cluster of its own, asked as a client.
   *
   * @param members some of its members, {@code host:port}
   * @param cluster its name
   */
  record Client(List<String> members, String cluster) implements Address {}

  /**
   * A cluster that the applications form themselves.
   *
   * @param members where the others may be, {@code host:port}
   * @param cluster its name
   * @param port where this one listens; the first free one from 5701 on if empty
   */
  record Embedded(List<String> members, String cluster, OptionalInt port) implements Address {}

  /**
   * Whatever a Hazelcast configuration file says.
   *
   * @param path the file, XML or YAML, of a member or of a client
   */
  record File(Path path) implements Address {}
}
