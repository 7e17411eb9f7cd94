package dev.postern.sample.api;

import dev.postern.sample.account.Account;
import dev.postern.sample.web.Answer;
import dev.postern.sample.web.DeskServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /Z/admin/report}: how many parcels stand where, for administrators. Thread-safe. */
@WebServlet({"/session/admin/report", "/stateful/admin/report", "/stateless/admin/report"})
public final class ReportServlet extends DeskServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Integer> parcels = new LinkedHashMap<>();
    desk().parcels().countByStep().forEach((step, count) -> parcels.put(step.getCode(), count));
    List<String> barred =
        desk().accounts().all().stream().filter(Account::barred).map(Account::name).toList();
    Answer.json(response, new Report(parcels, barred));
  }

  /** The members of the answer, in their order. */
  private record Report(Map<String, Integer> parcels, List<String> barredAccounts) {}
}
