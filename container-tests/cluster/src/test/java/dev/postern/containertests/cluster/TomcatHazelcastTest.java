package dev.postern.containertests.cluster;

/** Two nodes on Tomcat that share Hazelcast. */
class TomcatHazelcastTest extends ClusterContract {

  TomcatHazelcastTest() {
    super(Kind.TOMCAT, SharedHazelcast::new);
  }
}
