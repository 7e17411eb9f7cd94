package dev.postern.containertests.app.listening;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.io.Serializable;

/** A value that hears where it comes and goes. */
public record Basket(String content) implements HttpSessionBindingListener, Serializable {

  @Override
  public void valueBound(HttpSessionBindingEvent event) {
    Heard.write("basket bound");
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    Heard.write("basket unbound");
  }

  @Override
  public String toString() {
    return content;
  }
}
