// The article page: from match to match.
const marks = [...document.querySelectorAll("article.story mark")];
const steps = document.querySelector(".match-steps");

if (marks.length && steps) {
  const status = steps.querySelector("[role=status]");
  let at = -1;
  const go = (by) => {
    marks[at]?.classList.remove("here");
    at = (at + by + marks.length) % marks.length;
    marks[at].classList.add("here");
    marks[at].scrollIntoView({ block: "center" });
    status.textContent = steps.dataset.of.replace("{at}", at + 1).replace("{all}", marks.length);
  };
  status.textContent = steps.dataset.of.replace("{at}", "–").replace("{all}", marks.length);
  for (const button of steps.querySelectorAll("[data-match]")) {
    button.addEventListener("click", () => go(at < 0 && button.dataset.match === "-1" ? 0 : Number(button.dataset.match)));
  }
  steps.hidden = false;
}
