package dev.postern.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers for one caller out of caches, because RFC 9111 section 3.5 protects shared caches
 * only for the Authorization header and not for cookies.
 */
final class CachePolicy {

  private static final String CACHE_CONTROL = "Cache-Control";
  private static final String VARY = "Vary";
  private static final String NO_STORE = "no-store";

  /** Tomcat sets this on constrained paths before any filter; it is not the application's word. */
  private static final String CONTAINERS_OWN = "private";

  private final HttpServletResponse response;
  private final boolean containerSpoke;

  CachePolicy(HttpServletResponse response) {
    this.response = response;
    this.containerSpoke = CONTAINERS_OWN.equals(response.getHeader(CACHE_CONTROL));
  }

  /**
   * Sets what is missing.
   *
   * @param handsOut whether a credential is on its way: then nothing may be stored, whatever the
   *     application says
   * @param personal whether the answer is for one caller only
   * @param asked whether the answer may depend on who calls
   */
  void apply(boolean handsOut, boolean personal, boolean asked) {
    var said = response.getHeader(CACHE_CONTROL);
    if (handsOut || (personal && !isApplications(said))) {
      response.setHeader(CACHE_CONTROL, NO_STORE);
    } else if ((personal || asked) && !forbidsStoring(said)) {
      varyByCredential();
    }
  }

  private boolean isApplications(@Nullable String said) {
    return said != null && !(containerSpoke && said.equals(CONTAINERS_OWN));
  }

  private static boolean forbidsStoring(@Nullable String said) {
    return said != null && said.toLowerCase(Locale.ROOT).contains(NO_STORE);
  }

  private void varyByCredential() {
    var names = String.join(",", response.getHeaders(VARY)).toLowerCase(Locale.ROOT);
    if (!names.contains("cookie") && !names.contains("*")) {
      response.addHeader(VARY, "Cookie, Authorization");
    }
  }
}
