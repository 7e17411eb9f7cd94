/**
 * The filter, the ways to declare it, the API for applications, and the wiring of everything else.
 * Public: {@link dev.postern.AuthenticationFilter}, {@link dev.postern.Postern}, {@link
 * dev.postern.Authentication}, {@link dev.postern.AccessToken}, the initializer that containers
 * call and the commands. May import every package of this jar; no package imports this one.
 */
@NullMarked
package dev.postern;

import org.jspecify.annotations.NullMarked;
