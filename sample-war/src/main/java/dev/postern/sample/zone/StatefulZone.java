package dev.postern.sample.zone;

import dev.postern.AuthenticationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;
import java.io.Serial;

/**
 * The stateful zone: a signed token that refers to a record on the server, by cookie for the page
 * and as a bearer token for everybody else. Thread-safe.
 */
@WebFilter(
    filterName = "stateful",
    urlPatterns = "/stateful/*",
    dispatcherTypes = {
      DispatcherType.REQUEST,
      DispatcherType.FORWARD,
      DispatcherType.ASYNC,
      DispatcherType.ERROR
    },
    asyncSupported = true,
    initParams = {
      @WebInitParam(name = "strategy", value = "stateful-jwt"),
      @WebInitParam(
          name = "access",
          value =
              "GET /stateful/desk.html anyone;"
                  + "/stateful/admin/* role admin;"
                  + "/stateful/accounts/* role admin;"
                  + "/stateful/moves/* role clerk;"
                  + "/stateful/* authenticated"),
      @WebInitParam(name = "login.verifier", value = "dev.postern.sample.account.DeskVerifier"),
      @WebInitParam(name = "login.path", value = "/stateful/login"),
      @WebInitParam(name = "logout.path", value = "/stateful/logout"),
      @WebInitParam(name = "sessions.path", value = "/stateful/sessions")
    })
public final class StatefulZone extends AuthenticationFilter {

  @Serial private static final long serialVersionUID = 1L;
}
