/**
 * How identity is kept between requests and taken back. Strategies take strings and never see HTTP.
 * Public: what the filter, the wrappers and the endpoints ask of every strategy, and the
 * constructors that the wiring calls. Imports session, token, denylist and identity.
 */
@NullMarked
package dev.postern.strategy;

import org.jspecify.annotations.NullMarked;
