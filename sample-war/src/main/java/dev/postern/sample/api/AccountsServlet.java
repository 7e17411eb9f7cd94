package dev.postern.sample.api;

import dev.postern.Authentication;
import dev.postern.sample.account.Account;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import dev.postern.sample.web.Input;
import dev.postern.sample.web.Problem;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code GET /Z/accounts} and {@code POST /Z/accounts/{name}} with {@code barred}, or with {@code
 * roles} that commas separate: who may come and do what, for administrators. Other roles are seen
 * by the next request of each session, and by whoever holds tokens at the next refresh, to which
 * they are forced. Thread-safe.
 */
@WebServlet({
  "/session/accounts",
  "/session/accounts/*",
  "/stateful/accounts",
  "/stateful/accounts/*",
  "/stateless/accounts",
  "/stateless/accounts/*"
})
public final class AccountsServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  private static final Set<String> ROLES = Set.of("admin", "clerk", "customer");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (optionalSegmentOf(request).isPresent()) {
      throw nothingHere();
    }
    Answer.json(response, desk().accounts().all());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = segmentOf(request);
    Input input = Input.ofBody(request);
    refuseOneself(callerOf(request), name);
    Optional<String> roles = input.optionalText("roles");
    Account account =
        roles.isPresent()
            ? changeRoles(request, name, rolesIn(roles.get()))
            : bar(name, input.flag("barred"));
    if (isFromPage(request, input)) {
      seePage(request, response, "/session/pages/accounts", sentence(account, roles.isPresent()));
      return;
    }
    Answer.json(response, account);
  }

  private Account bar(String name, boolean barred) {
    return desk().accounts().setBarred(name, barred).orElseThrow(DeskServlet::nothingHere);
  }

  /** First what the next login finds, so that none is left that found the former roles. */
  private Account changeRoles(HttpServletRequest request, String name, Set<String> roles) {
    Account account = desk().accounts().setRoles(name, roles).orElseThrow(DeskServlet::nothingHere);
    Authentication.of(request).revocation().changeRoles(name, roles);
    return account;
  }

  private static Set<String> rolesIn(String text) {
    Set<String> roles =
        Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    if (!ROLES.containsAll(roles) || roles.isEmpty()) {
      throw new Problem(
          HttpServletResponse.SC_BAD_REQUEST,
          "No such role",
          "The roles are admin, clerk and customer; separate them by commas.");
    }
    return roles;
  }

  private static String sentence(Account account, boolean isAboutRoles) {
    if (isAboutRoles) {
      return account.name() + " is now " + String.join(", ", account.roles()) + ".";
    }
    return account.name() + (account.barred() ? " is barred." : " may come again.");
  }

  private static void refuseOneself(String caller, String name) {
    if (caller.equals(name)) {
      throw new Problem(
          HttpServletResponse.SC_CONFLICT,
          "Your own account",
          "Nobody changes their own account. Ask another administrator.");
    }
  }
}
