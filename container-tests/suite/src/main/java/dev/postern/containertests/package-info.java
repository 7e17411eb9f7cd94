/**
 * The tests of the whole product: little WARs deployed on a real container, asked over HTTP as a
 * client would. May import the API of Postern for the applications it deploys; never looks into the
 * running server, but for its log files.
 */
package dev.postern.containertests;
