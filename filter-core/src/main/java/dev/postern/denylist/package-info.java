/**
 * The local copy of the shared log of revocations, and how old it may be. Public is what strategies
 * need. Imports store and config; never sees a token or a request.
 */
@NullMarked
package dev.postern.denylist;

import org.jspecify.annotations.NullMarked;
