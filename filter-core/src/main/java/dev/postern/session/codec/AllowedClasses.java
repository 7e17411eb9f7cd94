package dev.postern.session.codec;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;

/**
 * Whose values may be stored and read: the application's own, which are those in {@code
 * WEB-INF/classes}; those it lists; and plain data of the JDK. Everything else, the libraries in
 * {@code WEB-INF/lib} above all, may contain a class that does harm when it is read (JEP 290,
 * CVE-2015-7501). Immutable and thread-safe.
 */
final class AllowedClasses {

  private static final Set<String> JDK_PACKAGES = Set.of("java.lang", "java.math", "java.time");

  private static final Set<String> JDK_CLASSES =
      Set.of(
          "java.io.Serializable",
          "java.util.ArrayList",
          "java.util.Arrays$ArrayList",
          "java.util.CollSer",
          "java.util.Currency",
          "java.util.Date",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.LinkedList",
          "java.util.Locale",
          "java.util.Map$Entry",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.UUID",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong");

  /** What {@code List.of} and its like give, and {@code CollSer} resolves to. */
  private static final String IMMUTABLE = "java.util.ImmutableCollections$";

  private final ClassLoader application;
  private final List<ClassPattern> listed;

  /**
   * Allows an application's classes.
   *
   * @param application what loads them
   */
  AllowedClasses(ClassLoader application, List<ClassPattern> listed) {
    this.application = application;
    this.listed = List.copyOf(listed);
  }

  /** Whether values of this class, or of arrays of it, are allowed. */
  boolean contains(Class<?> type) {
    Class<?> element = elementOf(type);
    return element.isPrimitive()
        || JDK_PACKAGES.contains(element.getPackageName())
        || JDK_CLASSES.contains(element.getName())
        || element.getName().startsWith(IMMUTABLE)
        || isListed(element.getName())
        || isOwn(element);
  }

  /**
   * Refuses other classes.
   *
   * @throws IllegalArgumentException that names the setting
   */
  void require(Class<?> type) {
    if (!contains(type)) {
      Class<?> element = elementOf(type);
      throw new IllegalArgumentException(
          "session.allowed-classes: a session in a shared store holds no "
              + element.getName()
              + ". Add the class, or its package as "
              + element.getPackageName()
              + ".*, if it is safe to read from bytes.");
    }
  }

  private static Class<?> elementOf(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }

  private boolean isListed(String name) {
    return listed.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private boolean isOwn(Class<?> type) {
    return type.getClassLoader() == application && isFromOwnDirectory(type.getProtectionDomain());
  }

  /** Every container tells the directory, or the place within the WAR, that a class came from. */
  private static boolean isFromOwnDirectory(ProtectionDomain domain) {
    CodeSource source = domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return false;
    }
    String place = source.getLocation().getPath();
    return place.endsWith("/WEB-INF/classes/") || place.endsWith("/WEB-INF/classes");
  }
}
