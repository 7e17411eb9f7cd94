package dev.postern;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;

/**
 * Says so at start-up if {@code <absolute-ordering>} keeps {@link PosternInitializer} from running,
 * since nothing else would: classes with {@link Postern} and {@value Declaration#PROPERTIES_FILE}
 * would declare nothing, and the application would stand open. It is the listener of a tag library
 * without tags, because those run also in jars that are left out. Stateless and thread-safe.
 */
public final class OrderingCheck implements ServletContextListener {

  private static final System.Logger LOG = System.getLogger(OrderingCheck.class.getName());
  private static final String INITIALIZED = OrderingCheck.class.getName() + ".initialized";

  /** Called by the container. */
  public OrderingCheck() {}

  static void initializerRan(ServletContext context) {
    context.setAttribute(INITIALIZED, true);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (event.getServletContext().getAttribute(INITIALIZED) == null) {
      LOG.log(
          Level.ERROR,
          "event=left-out context=\""
              + event.getServletContext().getContextPath()
              + "\" message=\"<absolute-ordering> in web.xml leaves the Postern jar out: classes with"
              + " @Postern and WEB-INF/postern.properties declare NO filter. Add <name>postern</name>"
              + " or <others/> to it, or declare the filter in web.xml\"");
    }
  }
}
