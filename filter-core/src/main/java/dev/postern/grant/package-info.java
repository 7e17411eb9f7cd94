/**
 * Grants: the server-side records behind refresh tokens, how those are rotated, and whose grants
 * there are. Public is what strategies need. Imports store, session for how records are sealed,
 * identity and config; never sees a request, a cookie or an access token.
 */
@NullMarked
package dev.postern.grant;

import org.jspecify.annotations.NullMarked;
