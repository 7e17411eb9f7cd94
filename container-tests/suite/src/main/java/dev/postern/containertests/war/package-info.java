/**
 * Puts the test WARs together from the jars of this build. Imports ShrinkWrap and the application
 * of the tests.
 */
package dev.postern.containertests.war;
