package dev.postern.containertests.http;

/** A server on this machine, and a path under which one application answers. Immutable. */
public final class Http {

  private final int port;
  private final String context;

  private Http(int port, String context) {
    this.port = port;
    this.context = context;
  }

  /** The application deployed under the context path on the container under test. */
  public static Http at(String context) {
    return at(Integer.getInteger("test.port"), context);
  }

  /** The application under the context path on the server that listens there. */
  public static Http at(int port, String context) {
    return new Http(port, context);
  }

  /** A request that forgets every cookie. */
  public Call call(String method, String path) {
    return new Call(port, method, context + path);
  }

  /** A request whose target is sent as written, wherever it leads. */
  public Call raw(String method, String target) {
    return new Call(port, method, target);
  }

  public Call get(String path) {
    return call("GET", path);
  }

  public Call post(String path) {
    return call("POST", path);
  }

  /** Calls that remember cookies from answer to answer. */
  public Browser browser() {
    return new Browser(this);
  }

  /** A connection that stays open from call to call. */
  public Connection connect() {
    return new Connection(port);
  }

  public String authority() {
    return "127.0.0.1:" + port;
  }

  public String origin() {
    return "http://" + authority();
  }
}
