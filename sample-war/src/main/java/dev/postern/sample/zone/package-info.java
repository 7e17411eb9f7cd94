/**
 * The zones that are declared in Java; the third one stands in web.xml. Imports Postern and nothing
 * of the desk.
 */
@NullMarked
package dev.postern.sample.zone;

import org.jspecify.annotations.NullMarked;
