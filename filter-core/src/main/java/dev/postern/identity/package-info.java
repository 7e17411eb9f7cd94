/**
 * Who the caller is, and how a password is checked. Exported: applications name their own {@link
 * dev.postern.identity.CredentialVerifier}. The users file and the command that makes its entries
 * are public for the wiring of this jar. Imports the JDK only.
 */
@NullMarked
package dev.postern.identity;

import org.jspecify.annotations.NullMarked;
