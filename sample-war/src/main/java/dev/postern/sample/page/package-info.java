/**
 * What people see: pages rendered on the server for the session zone, and problems as pages.
 * Imports web, desk, parcel and account.
 */
@NullMarked
package dev.postern.sample.page;

import org.jspecify.annotations.NullMarked;
