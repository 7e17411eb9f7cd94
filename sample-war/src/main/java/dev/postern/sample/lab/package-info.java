/** Small experiments on the caller's session, for tests and for the curious. Imports web only. */
@NullMarked
package dev.postern.sample.lab;

import org.jspecify.annotations.NullMarked;
