/** Tests of the gate, and {@link dev.postern.gate.RequestFake} for tests elsewhere. */
@NullMarked
package dev.postern.gate;

import org.jspecify.annotations.NullMarked;
