package dev.postern;

import dev.postern.config.ConfigurationException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The filter. Declare it in web.xml, by a subclass with {@code @WebFilter}, by {@link Postern} on
 * any class, or only by {@code WEB-INF/postern.properties}; map it to REQUEST, FORWARD, ASYNC and
 * ERROR, and let it support asynchronous requests.
 *
 * <p>A request goes through gate, transport, strategy and protections; then an endpoint of ours
 * answers it, or the application, whose changes are saved before the first byte leaves.
 *
 * <p>A wrong setting stops the deployment with a message that says which, why and how to mend it.
 * Thread-safe once the container has initialised it.
 */
public class AuthenticationFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  private static final System.Logger LOG = System.getLogger(AuthenticationFilter.class.getName());

  private final transient @Nullable Declaration given;
  private transient Assembly.@Nullable Built built;

  /** For the container, which tells the settings by {@link #init(FilterConfig)}. */
  public AuthenticationFilter() {
    this.given = null;
  }

  AuthenticationFilter(Declaration declaration) {
    this.given = declaration;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    Declaration declaration = given == null ? Declaration.of(config, getClass()) : given;
    try {
      Assemblies all = Assemblies.in(config.getServletContext());
      built = all.of(declaration);
      all.startAll();
    } catch (ConfigurationException e) {
      throw stop(e);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Assembly.Built ready = built;
    if (ready == null) {
      throw new IllegalStateException("The container did not initialise the filter.");
    }
    ready.pipeline().handle(request, response, chain);
  }

  @Override
  public void destroy() {
    if (built != null) {
      Assemblies.in(getServletContext()).close(getFilterName());
    }
  }

  /**
   * Says in the log what the container may not, and gives it something to stop for: without a
   * cause, whose trace would only say the same again.
   */
  static ServletException stop(ConfigurationException wrong) {
    LOG.log(Level.ERROR, wrong.getMessage());
    return new ServletException(wrong.getMessage());
  }
}
