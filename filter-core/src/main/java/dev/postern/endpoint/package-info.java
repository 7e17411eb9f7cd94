/**
 * The paths that the filter answers itself (login, logout, public keys) and every refusal it
 * writes. Public for the root package, which asks each {@link dev.postern.endpoint.Endpoint} before
 * the application. Imports servlet, protection, strategy, identity, gate, json and config; never
 * decides who may do what.
 */
@NullMarked
package dev.postern.endpoint;

import org.jspecify.annotations.NullMarked;
