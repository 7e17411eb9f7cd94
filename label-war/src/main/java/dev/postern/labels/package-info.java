/**
 * Prints parcel labels. Who may have which label is said by the desk, in a one-time link that
 * Postern has checked before anything here is asked; so this server has no parcels, no users and no
 * keys. Imports the JDK and the servlet API.
 */
@NullMarked
package dev.postern.labels;

import org.jspecify.annotations.NullMarked;
