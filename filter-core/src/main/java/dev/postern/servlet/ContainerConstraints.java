package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.EmptyRoleSemantic;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The constraints that the container decides by itself, before any filter runs (Servlet 6.0 section
 * 13.8), by the places where they are declared. Immutable and thread-safe.
 */
final class ContainerConstraints {

  private final ServletContext context;
  private final List<Descriptor> descriptors;

  ContainerConstraints(ServletContext context, List<Descriptor> descriptors) {
    this.context = context;
    this.descriptors = List.copyOf(descriptors);
  }

  /** Those on a pattern that matters, for example {@code <security-constraint> on /admin/*}. */
  List<String> on(Predicate<String> pattern) {
    return Stream.concat(declared(pattern), annotated(pattern)).distinct().toList();
  }

  private Stream<String> declared(Predicate<String> pattern) {
    return descriptors.stream()
        .flatMap(descriptor -> descriptor.constrainedPatterns().stream())
        .filter(pattern)
        .map(constrained -> "<security-constraint> on " + constrained);
  }

  private Stream<String> annotated(Predicate<String> pattern) {
    return context.getServletRegistrations().values().stream()
        .filter(servlet -> servlet.getMappings().stream().anyMatch(pattern))
        .filter(this::isAnnotated)
        .map(
            servlet ->
                "@ServletSecurity of " + servlet.getClassName() + " on " + servlet.getMappings());
  }

  private static boolean asksForSomebody(ServletSecurity security) {
    return security.httpMethodConstraints().length > 0
        || security.value().rolesAllowed().length > 0
        || security.value().value() == EmptyRoleSemantic.DENY;
  }

  private boolean isAnnotated(ServletRegistration servlet) {
    String className = servlet.getClassName();
    if (className == null) {
      return false;
    }
    try {
      ServletSecurity security =
          Class.forName(className, false, ApplicationLoader.of(context))
              .getAnnotation(ServletSecurity.class);
      return security != null && asksForSomebody(security);
    } catch (ClassNotFoundException | LinkageError notTheApplications) {
      return false;
    }
  }
}
