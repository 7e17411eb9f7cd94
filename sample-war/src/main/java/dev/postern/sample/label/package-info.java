/**
 * One-time links to labels on the label server, which is another application. Imports Postern and
 * parcel.
 */
@NullMarked
package dev.postern.sample.label;

import org.jspecify.annotations.NullMarked;
