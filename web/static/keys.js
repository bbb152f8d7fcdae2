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

const headlines = () => [...document.querySelectorAll(".results .headline")];
let at = -1;
function step(by) {
  const all = headlines();
  if (!all.length) return;
  if (at + by >= all.length) follow('.paging a[rel="next"]');
  at = Math.min(Math.max(at + by, 0), all.length - 1);
  all[at].focus();
}
const follow = (selector) => document.querySelector(selector)?.click();

const actions = {
  "/": () => { const box = document.getElementById("q"); box?.focus(); box?.select(); },
  "?": show,
  j: () => step(1),
  k: () => step(-1),
  o: () => headlines()[at]?.click(),
  s: () => (headlines()[at]?.closest(".result") ?? document.querySelector(".story"))?.querySelector("[data-star]")?.click(),
  "[": () => follow('.way a[rel="prev"]'),
  "]": () => follow('.way a[rel="next"]'),
  n: () => follow('[data-match="1"]'),
  p: () => follow('[data-match="-1"]'),
};

// Under a Hindi layout the key of j sends र: then the place of the key tells.
const places = { Slash: "/", KeyJ: "j", KeyK: "k", KeyO: "o", KeyN: "n", KeyP: "p", KeyS: "s", BracketLeft: "[", BracketRight: "]" };
function keyOf(event) {
  if (event.key in actions) return event.key;
  if (event.code === "Slash" && event.shiftKey) return "?";
  return event.shiftKey || /^[ -~]$/.test(event.key) ? "" : places[event.code] ?? "";
}

// What a link has opened (the menu, filters, the timeline) closes as its own × does.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || dialog.open || !location.hash) return;
  document.querySelector(":target .close")?.click();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  const key = keyOf(event);
  if (!areOn() && key !== "?") return;
  const action = actions[key];
  if (action) {
    event.preventDefault();
    action();
  }
});
