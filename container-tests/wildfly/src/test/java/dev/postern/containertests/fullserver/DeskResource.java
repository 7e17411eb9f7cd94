package dev.postern.containertests.fullserver;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Says what Jakarta REST knows about the caller. */
@Path("/desk")
@Produces(MediaType.TEXT_PLAIN)
public class DeskResource {

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
