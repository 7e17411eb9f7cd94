package dev.postern.sample.account;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.UsersFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The accounts of the desk. Names, passwords and the roles at first stand in the read-only users
 * file; what administrators make of them is kept here, in memory. A barred account is turned away
 * by the desk at its next request, whatever credential it still holds. Thread-safe.
 */
public final class Accounts {

  private static final String COMMENT = "#";
  private static final int FIELDS = 3;

  private final SortedMap<String, Account> accounts = new TreeMap<>();
  private final CredentialVerifier passwords;

  private Accounts(Map<String, Account> accounts, CredentialVerifier passwords) {
    this.accounts.putAll(accounts);
    this.passwords = passwords;
  }

  /** The accounts that a users file names; nobody is barred yet. */
  public static Accounts ofUsersFile(String text, Clock clock) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    UsersFile passwords = UsersFile.read(new ByteArrayInputStream(bytes), clock);
    return new Accounts(
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
            .map(line -> line.split(":", FIELDS))
            .map(fields -> new Account(fields[0], Set.of(fields[FIELDS - 1].split(","))))
            .collect(Collectors.toMap(Account::name, account -> account)),
        passwords);
  }

  /** A desk that nobody has an account at. */
  static Accounts none() {
    return new Accounts(Map.of(), (name, password) -> Optional.empty());
  }

  /** Every account, by name. */
  public synchronized List<Account> all() {
    return List.copyOf(accounts.values());
  }

  /** Closes the desk to an account or opens it again; empty when there is no such account. */
  public synchronized Optional<Account> setBarred(String name, boolean barred) {
    return Optional.ofNullable(
        accounts.computeIfPresent(name, (key, account) -> account.withBarred(barred)));
  }

  /** What the account may do from its next login on; empty when there is no such account. */
  public synchronized Optional<Account> setRoles(String name, Set<String> roles) {
    return Optional.ofNullable(
        accounts.computeIfPresent(name, (key, account) -> account.withRoles(roles)));
  }

  /** Whether the desk is closed to this name. */
  public synchronized boolean isBarred(String name) {
    return Optional.ofNullable(accounts.get(name)).map(Account::barred).orElse(false);
  }

  /** Who this is, unless the password is wrong or the account is barred; equally slow for all. */
  Optional<Identity> verify(String name, String password) {
    return passwords.verify(name, password).flatMap(this::admit);
  }

  private synchronized Optional<Identity> admit(Identity identity) {
    return Optional.ofNullable(accounts.get(identity.name()))
        .filter(account -> !account.barred())
        .map(account -> identity.withRoles(account.roles()));
  }
}
