// One desk for two zones. What differs is how a request shows who sends it: see the two callers.

const element = (id) => document.getElementById(id);
let credential;
let caller;

export async function openDesk(zoneCredential) {
  credential = zoneCredential;
  element("login").addEventListener("submit", (event) => submit(event, login));
  element("send").addEventListener("submit", (event) => submit(event, send));
  element("logout").addEventListener("click", () => guarded(logout));
  await guarded(credential.mayBeSignedIn() ? resume : async () => showLogin());
}

async function call(method, path, body, ask = credential.fetch ?? fetch) {
  const headers = { Accept: "application/json", ...credential.headers() };
  if (body) {
    headers["Content-Type"] = "application/json";
  }
  const response = await ask(path, { method, headers, body: body && JSON.stringify(body) });
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  return { status: response.status, ok: response.ok, body: isJson ? await response.json() : null };
}

async function resume() {
  const me = await call("GET", "whoami");
  if (me.ok) {
    await enter(me.body);
  } else {
    showLogin();
    if (me.status !== 401) {
      say("The desk cannot be reached. Please try again.", true);
    }
  }
}

async function login(values, form) {
  const answer = await call("POST", "login", values, fetch);
  if (!answer.ok) {
    say(answer.status === 429
      ? "Too many attempts. Wait a little, then try again."
      : "This name and this password do not belong together.", true);
    return;
  }
  form.reset();
  credential.keep(answer.body);
  quiet();
  await resume();
  element("title").focus();
}

async function logout() {
  await call("POST", "logout");
  leave("You are signed out.");
}

async function send(values, form) {
  const answer = await call("POST", "parcels", values);
  if (expect(answer)) {
    form.reset();
    say(`${answer.body.number} is registered.`);
    await refresh();
  }
}

async function move(parcel, step) {
  const answer = await call("POST", `moves/${encodeURIComponent(parcel.number)}`, { step });
  if (expect(answer)) {
    say(`${parcel.number}: ${words(step)}.`);
  }
  await refresh();
}

async function enter(me) {
  caller = me;
  element("name").textContent = me.name;
  element("who").hidden = false;
  element("login").hidden = true;
  element("desk").hidden = false;
  await refresh();
}

function leave(message) {
  credential.forget();
  caller = null;
  element("parcels").replaceChildren();
  showLogin();
  say(message);
}

function showLogin() {
  element("who").hidden = true;
  element("desk").hidden = true;
  element("login").hidden = false;
}

async function refresh() {
  if (!caller) {
    return;
  }
  const answer = await call("GET", "parcels");
  if (expect(answer)) {
    element("parcels").replaceChildren(...answer.body.map(card));
  }
}

/** False, with a word to the reader, when the answer is not the one that was hoped for. */
function expect(answer) {
  if (answer.ok) {
    return true;
  }
  if (answer.status === 401) {
    leave("Your sign-in has ended. Please sign in again.");
  } else {
    say(answer.body?.detail ?? "That did not work. Please try again.", true);
  }
  return false;
}

function card(parcel) {
  const isClerk = caller.roles.includes("clerk");
  const badge = node("span", words(parcel.step), `badge ${parcel.step}`);
  const head = node("div", [node("h2", parcel.number, "number"), badge], "head");
  const to = node("p", ["To ", node("strong", parcel.recipient), `, ${parcel.town}`]);
  if (isClerk) {
    to.append(node("br"), node("span", `sent by ${parcel.sender}`, "soft"));
  }
  const item = node("li", [head, to, history(parcel)], "card");
  if (isClerk && parcel.following.length > 0) {
    item.append(node("div", parcel.following.map((step) => mover(parcel, step)), "row foot"));
  }
  return item;
}

function history(parcel) {
  const list = node("ol", parcel.history.map((movement) => {
    const when = new Date(movement.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    return node("li", [words(movement.step), " ", node("span", `${movement.by}, ${when}`, "soft")]);
  }), "history");
  list.setAttribute("aria-label", `History of ${parcel.number}`);
  return list;
}

function mover(parcel, step) {
  const button = node("button", words(step));
  button.type = "button";
  button.setAttribute("aria-label", `${words(step)}: ${parcel.number}`);
  button.addEventListener("click", () => guarded(() => move(parcel, step)));
  return button;
}

function node(name, content = [], className = "") {
  const made = document.createElement(name);
  made.className = className;
  made.append(...(Array.isArray(content) ? content : [content]));
  return made;
}

function words(code) {
  const text = code.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function say(text, isAlarm = false) {
  const message = element("message");
  message.textContent = text;
  message.classList.toggle("alarm", isAlarm);
  message.hidden = false;
}

function quiet() {
  element("message").hidden = true;
}

async function submit(event, action) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  await guarded(() => action(Object.fromEntries(new FormData(form)), form));
  button.disabled = false;
}

async function guarded(action) {
  try {
    await action();
  } catch {
    say("The desk cannot be reached. Please try again.", true);
  }
}
