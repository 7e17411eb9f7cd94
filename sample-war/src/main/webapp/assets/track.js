const form = document.getElementById("track");
const answer = document.getElementById("track-answer");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const number = new FormData(form).get("number").trim().toUpperCase();
  const response = await fetch(form.action + encodeURIComponent(number), {
    headers: { Accept: "application/json" },
  });
  answer.textContent = response.ok
    ? `${number}: ${(await response.json()).step.replaceAll("-", " ")}.`
    : "We know no parcel with this number.";
});
