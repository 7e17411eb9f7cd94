/**
 * Sessions: their secret ids, what one request changes in one, and when it is saved. Public is what
 * strategies and the servlet wrappers need. Imports store, identity, json and config; never sees a
 * request, a cookie or a token.
 */
@NullMarked
package dev.postern.session;

import org.jspecify.annotations.NullMarked;
