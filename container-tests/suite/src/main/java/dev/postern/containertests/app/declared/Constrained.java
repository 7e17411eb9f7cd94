package dev.postern.containertests.app.declared;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/** A servlet that asks the container, and not Postern, for a role. */
@WebServlet("/stateful/constrained")
@ServletSecurity(@HttpConstraint(rolesAllowed = "admin"))
public class Constrained extends HttpServlet {
  private static final long serialVersionUID = 1;
}
