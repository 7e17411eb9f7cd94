package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.session.codec.ValueCodec;
import java.util.List;

/**
 * What is needed to keep sessions in a store that other nodes share. Immutable and thread-safe;
 * shows nothing of its secrets.
 */
public final class SessionSealing {

  private final String app;
  private final List<byte[]> secrets;
  private final AttributeSettings limits;
  private final ClassLoader application;

  /**
   * For one application.
   *
   * @param app its name, to which every sealed byte is bound
   * @param secrets the first seals, all open; at least 32 random bytes each, the same on every node
   * @param limits what its attributes may be
   * @param application loads the classes of its attributes
   */
  public SessionSealing(
      String app, List<byte[]> secrets, AttributeSettings limits, ClassLoader application) {
    this.app = requireNonNull(app, "app");
    this.secrets = secrets.stream().map(byte[]::clone).toList();
    this.limits = requireNonNull(limits, "limits");
    this.application = requireNonNull(application, "application");
  }

  String app() {
    return app;
  }

  List<byte[]> secrets() {
    return secrets;
  }

  AttributeSettings limits() {
    return limits;
  }

  ValueCodec values() {
    return new ValueCodec(application, limits.allowedClasses(), limits.maxAttributeBytes());
  }

  @Override
  public String toString() {
    return "SessionSealing[app=" + app + "]";
  }
}
