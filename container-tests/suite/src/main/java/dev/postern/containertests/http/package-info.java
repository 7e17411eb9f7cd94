/**
 * A small HTTP client that sends exactly the bytes a test names. The client of the JDK tidies paths
 * and headers, which is what an attacker's client does not do. Imports the JDK and jose4j's reader
 * of JSON; knows nothing of Postern.
 */
package dev.postern.containertests.http;
