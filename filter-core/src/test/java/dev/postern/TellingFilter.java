package dev.postern;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import java.io.Serial;
import java.util.List;

/** The filter itself, which also tells the test why it would not start. */
final class TellingFilter extends AuthenticationFilter {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  TellingFilter(List<String> problems) {
    this.problems = problems;
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    try {
      super.init(config);
    } catch (ServletException e) {
      problems.add(String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
