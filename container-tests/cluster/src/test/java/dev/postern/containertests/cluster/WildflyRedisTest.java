package dev.postern.containertests.cluster;

/** Two nodes on Wildfly that share Redis. */
class WildflyRedisTest extends ClusterContract {

  WildflyRedisTest() {
    super(Kind.WILDFLY, folder -> new SharedRedis());
  }
}
