package dev.postern.servlet;

import dev.postern.session.Device;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. The address is the one the container tells, as for the limits on
 * logins: behind a proxy it is the container's to find out. Stateless and thread-safe.
 */
final class ClientDevice {

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z.:_%-]{1,64}");

  private ClientDevice() {}

  static Device of(HttpServletRequest request) {
    return new Device(
        UserAgent.label(request.getHeader("User-Agent")), address(request.getRemoteAddr()));
  }

  private static String address(@Nullable String told) {
    return told != null && ADDRESS.matcher(told).matches() ? told : Device.UNKNOWN.address();
  }
}
