package dev.postern.sample.desk;

import dev.postern.sample.account.Accounts;
import dev.postern.sample.parcel.ParcelBook;
import jakarta.servlet.ServletContext;

/**
 * The desk of this application. Thread-safe.
 *
 * @param parcels what is on its way
 * @param accounts who may come
 */
public record Desk(ParcelBook parcels, Accounts accounts) {

  private static final String ATTRIBUTE = Desk.class.getName();

  /** The desk that was set up at start. */
  public static Desk of(ServletContext context) {
    return (Desk) context.getAttribute(ATTRIBUTE);
  }

  void openIn(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }
}
