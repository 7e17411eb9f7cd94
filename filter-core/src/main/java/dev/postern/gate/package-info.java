/**
 * The gate: looks at the raw path, the raw {@code Cookie} headers and the {@code Authorization}
 * header before anything else does, and refuses what two parsers could read in two ways. Public for
 * the transports, the protections and the filter. Imports the JDK and the Servlet API; never reads
 * parameters or the body, never asks a store, and never knows which cookie is ours.
 */
@NullMarked
package dev.postern.gate;

import org.jspecify.annotations.NullMarked;
