/**
 * What every servlet of the desk needs: input, JSON answers, problems. Imports desk and its rooms;
 * no servlet lives here.
 */
@NullMarked
package dev.postern.sample.web;

import org.jspecify.annotations.NullMarked;
