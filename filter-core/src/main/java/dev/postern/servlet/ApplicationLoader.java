package dev.postern.servlet;

import static java.util.Objects.requireNonNullElseGet;

import jakarta.servlet.ServletContext;

/** Finds what loads the classes of a web application. Stateless and thread-safe. */
public final class ApplicationLoader {

  private ApplicationLoader() {}

  /** The application's class loader; ours where an embedded Jetty has none for it alone. */
  public static ClassLoader of(ServletContext context) {
    return requireNonNullElseGet(context.getClassLoader(), ApplicationLoader.class::getClassLoader);
  }
}
