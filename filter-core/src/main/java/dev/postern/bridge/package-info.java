/**
 * Optional meetings with what the container or the application has. Everything here goes by
 * reflection and is absent without harm: no class of these specifications is needed to compile,
 * load or run the filter. Public for the root package. Imports identity and config.
 */
@NullMarked
package dev.postern.bridge;

import org.jspecify.annotations.NullMarked;
