// The caller's sessions, from the path that the setting sessions.path names.

const PATH = "../sessions";
const element = (id) => document.getElementById(id);

element("others").addEventListener("click", () => guarded(endOthers));
await guarded(refresh);

async function refresh() {
  const response = await fetch(PATH, { headers: { Accept: "application/json" } });
  if (!isIn(response)) {
    return;
  }
  const { sessions } = await response.json();
  element("sessions").replaceChildren(...sessions.map(card));
  element("others").hidden = sessions.length < 2;
}

async function end(session) {
  const response = await fetch(`${PATH}/${encodeURIComponent(session.handle)}`, { method: "DELETE" });
  // 404: it has ended meanwhile, which is what was asked for.
  if (response.status === 404 || isIn(response)) {
    say(`${session.device} is signed out.`);
  }
  await refresh();
}

async function endOthers() {
  const response = await fetch(`${PATH}?others`, { method: "DELETE" });
  if (isIn(response)) {
    say("You are signed out everywhere else.");
  }
  await refresh();
}

/** False, with a word to the reader, when the answer is not the one that was hoped for. */
function isIn(response) {
  if (response.status === 401) {
    location.reload();
  } else if (!response.ok) {
    say("That did not work. Please try again.", true);
  }
  return response.ok;
}

function card(session) {
  const head = node("div", [node("h2", session.device)], "head");
  if (session.current) {
    head.append(node("span", "This one", "badge delivered"));
  }
  const facts = node("dl", [
    node("dt", "Address"), node("dd", session.address),
    node("dt", "Signed in"), node("dd", time(session.loggedInAt)),
    node("dt", "Last seen"), node("dd", time(session.lastSeenAt)),
  ]);
  const item = node("li", [head, facts], "card");
  if (!session.current) {
    item.append(node("div", ender(session), "row foot"));
  }
  return item;
}

function ender(session) {
  const button = node("button", "Sign out", "quiet");
  button.type = "button";
  button.setAttribute("aria-label", `Sign out ${session.device}, ${session.address}`);
  button.addEventListener("click", () => guarded(() => end(session)));
  return button;
}

function time(instant) {
  const text = new Date(instant).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const made = node("time", text);
  made.dateTime = instant;
  return made;
}

function node(name, content, className = "") {
  const made = document.createElement(name);
  made.className = className;
  made.append(...(Array.isArray(content) ? content : [content]));
  return made;
}

function say(text, isAlarm = false) {
  const message = element("message");
  message.textContent = text;
  message.classList.toggle("alarm", isAlarm);
  message.hidden = false;
}

async function guarded(action) {
  try {
    await action();
  } catch {
    say("The desk cannot be reached. Please try again.", true);
  }
}
