/**
 * Classes that declare a filter by being there; each is added only to the WAR that tests it. May
 * import the Servlet API and Postern's root package.
 */
package dev.postern.containertests.app.declared;
