/**
 * Two nodes of the sample on two servers that share one store, and a client that goes to whichever
 * it likes. A {@code Server} is a real container in a process of its own, a {@code SharedStore}
 * what the nodes share, a {@code Cluster} both together; the other classes are what happens to it.
 * Knows Postern only from outside.
 */
package dev.postern.containertests.cluster;
