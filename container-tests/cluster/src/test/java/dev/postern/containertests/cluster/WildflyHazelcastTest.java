package dev.postern.containertests.cluster;

/** Two nodes on Wildfly that share Hazelcast. */
class WildflyHazelcastTest extends ClusterContract {

  WildflyHazelcastTest() {
    super(Kind.WILDFLY, SharedHazelcast::new);
  }
}
