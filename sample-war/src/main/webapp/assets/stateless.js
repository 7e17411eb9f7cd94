import { openDesk } from "./desk.js";

// The token lives in this variable only: no storage, no cookie.
let token = null;

openDesk({
  headers: () => (token ? { Authorization: `Bearer ${token}` } : {}),
  keep: (answer) => {
    token = answer.access_token;
    document.getElementById("token").textContent = claimsOf(token);
  },
  forget: () => {
    token = null;
    document.getElementById("token").textContent = "";
  },
  mayBeSignedIn: () => token !== null,
});

function claimsOf(jwt) {
  const parts = jwt.split(".");
  if (parts.length !== 3) {
    return "Encrypted: only the server reads it.";
  }
  const bytes = Uint8Array.from(
    atob(parts[1].replaceAll("-", "+").replaceAll("_", "/")),
    (character) => character.charCodeAt(0),
  );
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), null, 2);
}
