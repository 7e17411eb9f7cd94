package dev.postern.sample.api;

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

/**
 * {@code GET /Z/accounts} and {@code POST /Z/accounts/{name}} with {@code barred}: who may come,
 * for administrators. Thread-safe.
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
    boolean barred = input.flag("barred");
    refuseOneself(callerOf(request), name);
    Account account =
        desk().accounts().setBarred(name, barred).orElseThrow(DeskServlet::nothingHere);
    if (isFromPage(request, input)) {
      seePage(
          request,
          response,
          "/session/pages/accounts",
          name + (barred ? " is barred." : " may come again."));
      return;
    }
    Answer.json(response, account);
  }

  private static void refuseOneself(String caller, String name) {
    if (caller.equals(name)) {
      throw new Problem(
          HttpServletResponse.SC_CONFLICT,
          "Your own account",
          "Nobody bars their own account. Ask another administrator.");
    }
  }
}
