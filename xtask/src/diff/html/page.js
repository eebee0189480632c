"use strict";
const form = document.querySelector("form");
const changes = [...document.querySelectorAll(".change")];
const filter = () => {
  const wanted = new FormData(form);
  const text = (wanted.get("text") || "").toLowerCase();
  const fits = (change) =>
    ["service", "wire", "rust"].every((name) => !wanted.get(name) || change.dataset[name] === wanted.get(name)) &&
    change.textContent.toLowerCase().includes(text);
  for (const change of changes) change.hidden = !fits(change);
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector(".change:not([hidden])");
  }
  const shown = changes.filter((change) => !change.hidden).length;
  form.querySelector("output").textContent = `${shown} of ${changes.length} shown`;
};
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
