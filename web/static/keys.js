// One-letter shortcuts, with a window that names them and a switch that turns them off (WCAG 2.1.4).
const KEPT = "khabarkhoj-keys";
const dialog = document.getElementById("keys");
const toggle = dialog.querySelector("[data-keys-switch]");

function areOn() {
  try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
}

function show() {
  toggle.checked = areOn();
  if (!dialog.open) dialog.showModal();
}

toggle.addEventListener("change", () => {
  try { localStorage.setItem(KEPT, toggle.checked ? "on" : "off"); } catch { /* private windows keep nothing */ }
});
for (const opener of document.querySelectorAll("[data-keys-open]")) opener.addEventListener("click", show);
document.querySelector(".keys-hint").hidden = false;

const headlines = [...document.querySelectorAll(".results .headline")];
let at = -1;
function step(by) {
  if (!headlines.length) return;
  at = Math.min(Math.max(at + by, 0), headlines.length - 1);
  headlines[at].focus();
}
const follow = (selector) => document.querySelector(selector)?.click();

const actions = {
  "/": () => document.getElementById("q")?.focus(),
  "?": show,
  j: () => step(1),
  k: () => step(-1),
  o: () => headlines[at]?.click(),
  "[": () => follow('.way a[rel="prev"]'),
  "]": () => follow('.way a[rel="next"]'),
  n: () => follow('[data-match="1"]'),
  p: () => follow('[data-match="-1"]'),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (!areOn() && event.key !== "?") return;
  const action = actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});
