/** Tests of issuing, verifying and keys. */
@NullMarked
package dev.postern.token;

import org.jspecify.annotations.NullMarked;
