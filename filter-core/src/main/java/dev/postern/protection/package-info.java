/**
 * What stands between an authenticated request and the application: access rules, the check for
 * cross-site requests, and the throttle before password checks. Public for the filter and its
 * endpoints. Imports identity, gate, config and the Servlet API; never reads a credential, never
 * writes a response.
 */
@NullMarked
package dev.postern.protection;

import org.jspecify.annotations.NullMarked;
