package dev.postern;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serial;
import java.io.Serializable;

/** A value that writes down where it comes and goes, and what the session shows meanwhile. */
record Bound(String text) implements HttpSessionBindingListener, Serializable {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    write("bound", event);
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    write("unbound", event);
  }

  @Override
  public String toString() {
    return text;
  }

  private void write(String what, HttpSessionBindingEvent event) {
    Recorder.HEARD.add(text + ": " + what + " " + event.getName() + " shows " + shown(event));
  }

  private static String shown(HttpSessionBindingEvent event) {
    try {
      return String.valueOf(event.getSession().getAttribute(event.getName()));
    } catch (IllegalStateException e) {
      return "an ended session";
    }
  }
}
