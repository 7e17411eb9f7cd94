package dev.postern.containertests.app.declared;

import dev.postern.AuthenticationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;

/** A filter by subclass and annotation. */
@WebFilter(
    filterName = "subclassed",
    urlPatterns = "/zone/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR},
    initParams = {
      @WebInitParam(name = "strategy", value = "session"),
      @WebInitParam(name = "login.path", value = "/zone/login"),
      @WebInitParam(name = "login.verifier", value = "dev.postern.containertests.app.Accounts")
    })
public class SubclassedFilter extends AuthenticationFilter {
  private static final long serialVersionUID = 1;
}
