package dev.postern.containertests.cluster;

/** Two nodes on Tomcat that share Redis. */
class TomcatRedisTest extends ClusterContract {

  TomcatRedisTest() {
    super(Kind.TOMCAT, folder -> new SharedRedis());
  }
}
