package dev.postern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers a filter for each class with {@link Postern}, and, if nobody declared one, those of
 * which {@value Declaration#PROPERTIES_FILE} speaks. Called by the container, also where web.xml is
 * {@code metadata-complete}. Stateless and thread-safe.
 */
@HandlesTypes({Postern.class, WebListener.class, HttpSessionBindingListener.class})
public final class PosternInitializer implements ServletContainerInitializer {

  private static final System.Logger LOG = System.getLogger(PosternInitializer.class.getName());

  /**
   * Forwards, error pages and the second half of an asynchronous request see the identity too, and
   * what they change is saved.
   */
  private static final EnumSet<DispatcherType> DISPATCHES =
      EnumSet.of(
          DispatcherType.REQUEST,
          DispatcherType.FORWARD,
          DispatcherType.ASYNC,
          DispatcherType.ERROR);

  /** Called by {@link java.util.ServiceLoader}. */
  public PosternInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context)
      throws ServletException {
    OrderingCheck.initializerRan(context);
    Set<Class<?>> found = classes == null ? Set.of() : classes;
    FoundTypes.keep(found, context);
    InitialTimeout.keep(context);
    List<Class<?>> annotated =
        found.stream().filter(type -> type.isAnnotationPresent(Postern.class)).toList();
    for (Class<?> type : annotated) {
      register(type, context);
    }
    if (annotated.isEmpty() && !isDeclared(context)) {
      for (Map.Entry<String, List<String>> filter : PropertiesDeclarations.in(context).entrySet()) {
        register(
            context,
            Declaration.ofPropertiesFile(filter.getKey()),
            filter.getValue().toArray(String[]::new));
      }
    }
    if (isDeclared(context)) {
      // CK-7: an id in a URL is never read by us and must not be written by the container.
      context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
      context.addServlet(EagerStart.NAME, new EagerStart()).setLoadOnStartup(0);
    } else {
      warnOfNoFilter(context);
    }
  }

  /** An application with our jar and a misplaced properties file would stand open in silence. */
  private static void warnOfNoFilter(ServletContext context) {
    LOG.log(
        Level.WARNING,
        "event=no-filter context=\""
            + context.getContextPath()
            + "\" message=\"the Postern jar is here, but nothing declares a filter: web.xml, @WebFilter,"
            + " @Postern or "
            + Declaration.PROPERTIES_FILE
            + ". Every path is open\"");
  }

  private static void register(Class<?> type, ServletContext context) throws ServletException {
    Postern annotation = type.getAnnotation(Postern.class);
    register(context, Declaration.of(annotation, type), annotation.paths());
  }

  private static void register(ServletContext context, Declaration declaration, String... paths)
      throws ServletException {
    Assemblies.in(context).keep(declaration);
    FilterRegistration.Dynamic registration =
        context.addFilter(declaration.filterName(), new AuthenticationFilter(declaration));
    if (registration == null) {
      throw new ServletException(
          "Two filters are named \""
              + declaration.filterName()
              + "\". Give the filter of "
              + declaration.origin()
              + " another name.");
    }
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(DISPATCHES, false, paths);
  }

  private static boolean isDeclared(ServletContext context) {
    return !DeclaredFilters.in(context).isEmpty();
  }
}
