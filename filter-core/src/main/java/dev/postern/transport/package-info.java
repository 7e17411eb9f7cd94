/**
 * Where a credential travels: in our cookie, or in the {@code Authorization} header. Public for the
 * strategies' surroundings in this jar. Imports gate, config and the Servlet API; never looks into
 * a credential, never decides whether it is good.
 */
@NullMarked
package dev.postern.transport;

import org.jspecify.annotations.NullMarked;
