// Suggestions while typing: an ARIA combobox. Without this file the box is a plain search box.
const WAIT = 120;
const input = document.querySelector("input[data-suggest]");

if (input) {
  const box = input.parentElement;
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.words);
  list.hidden = true;
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  box.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer = 0;
  let asked = "";
  let active = -1;
  let typed = input.value;

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option(text, note, choose) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.id = `suggestion-${list.children.length}`;
    const word = document.createElement("span");
    word.lang = "hi";
    word.textContent = text;
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = note;
    item.append(word, count);
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(); });
    item.choose = choose;
    list.append(item);
  }

  function show(found) {
    list.replaceChildren();
    for (const word of found.words) {
      const text = found.before + word.text;
      option(text, "", () => { input.value = text; input.form.requestSubmit(); });
    }
    for (const headline of found.headlines) {
      option(headline.title, input.dataset.headlines, () => {
        location.href = input.dataset.article.replace("ID", encodeURIComponent(headline.id));
      });
    }
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    status.textContent = list.hidden ? "" : input.dataset.count.replace("{n}", list.children.length);
  }

  async function ask() {
    const text = input.value;
    if (text === asked) return;
    asked = text;
    if (text.trim().length < 2) { close(); return; }
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
      if (!answer.ok || input.value !== text || document.activeElement !== input) return;
      show(await answer.json());
    } catch { close(); }
  }

  function mark(number) {
    list.children[active]?.removeAttribute("aria-selected");
    active = number;
    const item = list.children[active];
    if (item) {
      item.setAttribute("aria-selected", "true");
      item.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", item.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && count) {
      event.preventDefault();
      if (list.hidden) { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
      mark((active + 1) % count);
    } else if (event.key === "ArrowUp" && count && !list.hidden) {
      event.preventDefault();
      mark((active + count - (active < 0 ? 0 : 1)) % count);
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      list.children[active].choose();
    }
  });
  input.addEventListener("blur", close);
}
