@NullMarked
package dev.postern.binding;

import org.jspecify.annotations.NullMarked;
