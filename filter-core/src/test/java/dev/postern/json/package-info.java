/** Tests of the strict reader and the writer. */
@NullMarked
package dev.postern.json;

import org.jspecify.annotations.NullMarked;
