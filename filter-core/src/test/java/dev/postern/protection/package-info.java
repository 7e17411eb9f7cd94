/** Tests of the protections. */
@NullMarked
package dev.postern.protection;

import org.jspecify.annotations.NullMarked;
