package dev.postern.sample.desk;

import dev.postern.sample.account.Accounts;
import dev.postern.sample.account.DeskVerifier;
import dev.postern.sample.parcel.ParcelBook;
import dev.postern.sample.parcel.Step;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Opens the desk with a few parcels in it, so that there is something to see. */
@WebListener
public final class DeskStart implements ServletContextListener {

  private static final Logger LOG = System.getLogger(DeskStart.class.getName());
  private static final String USERS = "/WEB-INF/users";

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    Clock clock = Clock.systemUTC();
    ParcelBook parcels = new ParcelBook(clock);
    fill(parcels);
    Accounts accounts = Accounts.ofUsersFile(textOf(context, USERS), clock);
    DeskVerifier.use(accounts);
    new Desk(parcels, accounts).openIn(context);
    LOG.log(Level.INFO, "event=desk-open url={0}", System.getProperty("parcels.url", ""));
  }

  private static void fill(ParcelBook parcels) {
    parcels.register("alice", "Ada Byron", "Nottingham");
    parcels.register("alice", "Emmy Noether", "Göttingen");
    parcels.register("alice", "Hedy Lamarr", "Vienna");
    parcels.register("dora", "Grace Hopper", "Arlington");
    walk(parcels, "PD-1001", Step.COLLECTED, Step.IN_TRANSIT, Step.OUT_FOR_DELIVERY);
    walk(parcels, "PD-1002", Step.COLLECTED);
    walk(parcels, "PD-1004", Step.COLLECTED, Step.IN_TRANSIT);
  }

  private static void walk(ParcelBook parcels, String number, Step... steps) {
    for (Step step : steps) {
      parcels.move(number, step, "carol");
    }
  }

  private static String textOf(ServletContext context, String path) {
    try (InputStream in = context.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The users file of the WAR cannot be read.", e);
    }
  }
}
