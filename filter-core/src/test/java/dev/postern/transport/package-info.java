/** Tests of the transports. */
@NullMarked
package dev.postern.transport;

import org.jspecify.annotations.NullMarked;
