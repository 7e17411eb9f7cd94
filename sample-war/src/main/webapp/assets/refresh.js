// Carries a login on for fetch calls, in any number of tabs: whoever is answered 401 waits for their
// turn, asks again, for another tab may have refreshed meanwhile, and only then refreshes.

export function refreshingFetch(path) {
  const turn = `refresh ${new URL(path, location.href).pathname}`;

  return async (input, init) => {
    const answer = await fetch(input, init);
    return answer.status === 401
      ? navigator.locks.request(turn, () => askAgain(input, init))
      : answer;
  };

  async function askAgain(input, init) {
    const answer = await fetch(input, init);
    if (answer.status !== 401) {
      return answer;
    }
    const refreshed = await fetch(path, { method: "POST" });
    // Only its own 401 says that the login is over; a 503 says: later.
    return refreshed.ok ? fetch(input, init) : refreshed;
  }
}
