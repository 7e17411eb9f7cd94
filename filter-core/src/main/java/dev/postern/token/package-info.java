/**
 * Signed tokens: issue, verify, and the keys for both. The only user of jose4j, which sees a token
 * only after a strict gate of our own has passed it, and whose messages go nowhere because they may
 * hold the token. Imports json and config. Public: what strategies and the wiring need to issue and
 * verify, to open the key ring, and to run the command that makes a key. Never fetches a key from
 * anywhere, and never takes one from a token.
 */
@NullMarked
package dev.postern.token;

import org.jspecify.annotations.NullMarked;
