// The article page: from match to match, and citations to copy.
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

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}
