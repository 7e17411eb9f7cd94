/**
 * Tokens that are worth something in the hands of one sender only: whose key signs each request
 * (DPoP, RFC 9449), or who has a certificate (mutual TLS, RFC 8705). Here is what a token says of
 * that, what a request shows, and whether the two fit. May import {@code gate}, {@code token},
 * {@code config} and the servlet API. Never asks a store by itself, and never knows who the caller
 * is.
 */
@NullMarked
package dev.postern.binding;

import org.jspecify.annotations.NullMarked;
