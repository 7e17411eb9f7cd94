/**
 * The application inside the test WARs: it says what it sees and does what it is asked. May import
 * the Servlet API and Postern's API for applications; never the test side.
 */
package dev.postern.containertests.app;
