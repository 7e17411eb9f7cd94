/** Where the application has CDI, what it may inject; nobody else loads these classes. */
@NullMarked
package dev.postern.cdi;

import org.jspecify.annotations.NullMarked;
