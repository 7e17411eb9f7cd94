/**
 * Parcels and their way: the business of the desk. Imports the JDK only; knows neither HTTP nor
 * users' passwords.
 */
@NullMarked
package dev.postern.sample.parcel;

import org.jspecify.annotations.NullMarked;
