/** What the tests put into the sample's WAR. Imports the identity of Postern, nothing else. */
package dev.postern.containertests.cluster.verifier;
