/**
 * The one desk of this application, set up when it starts. Imports parcel and account; the rest of
 * the application finds it in the servlet context.
 */
@NullMarked
package dev.postern.sample.desk;

import org.jspecify.annotations.NullMarked;
