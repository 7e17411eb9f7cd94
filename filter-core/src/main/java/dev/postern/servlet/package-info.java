/**
 * What the application sees while Postern answers for it: the wrapped request with its identity and
 * {@code HttpSession}, the response that saves before its first byte leaves, and the {@link
 * dev.postern.servlet.Exchange} both of them share across FORWARD, INCLUDE, ERROR and ASYNC
 * dispatches. Public are the types the root package wires and the endpoints use.
 *
 * <p>Imports strategy, transport, session, identity, gate (patterns, at start-up) and the exception
 * of store. It decides nothing about access, parses no header, and never unwraps to the container's
 * request.
 */
@NullMarked
package dev.postern.servlet;

import org.jspecify.annotations.NullMarked;
