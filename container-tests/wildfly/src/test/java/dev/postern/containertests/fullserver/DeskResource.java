package dev.postern.containertests.fullserver;

import dev.postern.Health;
import dev.postern.Revocation;
import dev.postern.Sessions;
import dev.postern.SigningKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Says what Jakarta REST knows about the caller. */
@Path("/desk")
@Produces(MediaType.TEXT_PLAIN)
public class DeskResource {

  @Inject private Revocation revocation;
  @Inject private Sessions sessions;
  @Inject private SigningKeys keys;
  @Inject private Health health;
  @Inject private Housekeeper housekeeper;
  @Inject private NightWatch nightWatch;

  /** Signs the caller out everywhere, and says what it knew until then. */
  @POST
  @Path("/leave")
  public String leave(@Context SecurityContext security) {
    String user = security.getUserPrincipal().getName();
    boolean known = !sessions.list(user).isEmpty();
    revocation.revokeUser(user);
    return "ready " + health.isReady() + ", keys " + !keys.ids().isEmpty() + ", sessions " + known;
  }

  /** Lets a thread without a request sign the caller out. */
  @POST
  @Path("/leave/{by}")
  public String leave(@Context SecurityContext security, @PathParam("by") String by) {
    String user = security.getUserPrincipal().getName();
    switch (by) {
      case "housekeeper" -> housekeeper.signOut(user).join();
      case "night-watch" -> nightWatch.signOut(user).join();
      default -> throw new NotFoundException();
    }
    return by;
  }

  @GET
  @Path("/who")
  public String who(@Context SecurityContext security, @Context HttpServletRequest request) {
    return security.getUserPrincipal().getName()
        + " "
        + security.isUserInRole("customer")
        + " "
        + security.isUserInRole("admin")
        + " "
        + request.getSession().getAttribute("A");
  }

  @GET
  @Path("/admin")
  @RolesAllowed("admin")
  public String admin() {
    return "for administrators";
  }
}
