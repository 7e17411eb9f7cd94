/**
 * JSON as RFC 8259 writes it and nothing beside: a strict reader for hostile bytes and a small
 * writer. Public for the packages that read tokens, session records and request bodies. Imports the
 * JDK only, and never turns JSON into objects of other classes.
 */
@NullMarked
package dev.postern.json;

import org.jspecify.annotations.NullMarked;
