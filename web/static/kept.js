// Articles that a reader keeps: in this browser alone, nobody's server learns which. A star on every result and article,
// and the page that lists them.
const NAME = "khabarkhoj-kept";
const MOST = 2000;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(found) ? found.map(clean).filter((each) => each.id) : [];
  } catch { return []; }
}
function write(list) {
  try { localStorage.setItem(NAME, JSON.stringify(list.slice(0, MOST))); } catch { /* private windows keep nothing */ }
}
// Whatever stands in the store or in a colleague's file: texts of bounded length, and no address but of the web.
const FIELDS = ["id", "headline", "source", "date", "author", "url", "note", "kept"];
function clean(raw) {
  const each = {};
  for (const field of FIELDS) each[field] = String(raw?.[field] ?? "").slice(0, 2000);
  if (!/^https?:\/\//.test(each.url)) each.url = "";
  return each;
}

for (const star of document.querySelectorAll("[data-star]")) {
  const { star: id, headline, source, date, author, url } = star.dataset;
  const show = () => star.setAttribute("aria-pressed", String(read().some((each) => each.id === id)));
  star.hidden = false;
  show();
  star.addEventListener("click", () => {
    const list = read();
    const others = list.filter((each) => each.id !== id);
    if (others.length === list.length) others.push(clean({ id, headline, source, date, author, url, kept: new Date().toISOString() }));
    write(others);
    show();
  });
}

const page = document.querySelector("[data-kept-list]");
if (page) {
  const list = page.querySelector("ol");
  const row = page.querySelector("template");
  const order = page.querySelector("select");
  const address = (id) => page.dataset.article.replace("ID", encodeURIComponent(id));
  const inOrder = () => {
    const by = { kept: (a, b) => b.kept.localeCompare(a.kept), date: (a, b) => b.date.localeCompare(a.date), source: (a, b) => a.source.localeCompare(b.source, "hi") };
    return read().sort(by[order.value]);
  };
  const show = () => {
    const kept = inOrder();
    page.querySelector("[data-none]").hidden = kept.length > 0;
    page.querySelector("[data-some]").hidden = kept.length === 0;
    list.replaceChildren(...kept.map((each) => {
      const item = row.content.cloneNode(true);
      const link = item.querySelector("a");
      link.href = address(each.id);
      link.textContent = each.headline || each.id;
      item.querySelector("[data-facts]").textContent = [each.source, shown(each.date), each.author].filter(Boolean).join(" · ");
      const note = item.querySelector("textarea");
      note.value = each.note;
      note.addEventListener("change", () => write(read().map((other) => (other.id === each.id ? { ...other, note: note.value } : other))));
      item.querySelector("button").addEventListener("click", () => { write(read().filter((other) => other.id !== each.id)); show(); });
      return item;
    }));
  };
  const shown = (day) => (day ? new Date(`${day}T12:00:00`).toLocaleDateString(page.dataset.locale, { day: "numeric", month: "long", year: "numeric" }) : "");
  const link = (each) => each.url || new URL(address(each.id), location.href).href;

  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const csv = (kept) => `\ufeff${[page.dataset.heads.split("|"), ...kept.map((each) => [each.headline, each.source, each.date, each.author, link(each), each.note, each.id])]
    .map((fields) => fields.map(cell).join(",")).join("\r\n")}\r\n`;
  const line = (text) => text.replace(/\s+/g, " ").trim();
  const ris = (kept) => kept.map((each) => [
    "TY  - NEWS", `TI  - ${line(each.headline)}`, each.author && `AU  - ${line(each.author)}`, each.source && `JO  - ${line(each.source)}`,
    each.date && `PY  - ${each.date.slice(0, 4)}`, each.date && `DA  - ${each.date.replaceAll("-", "/")}`, `UR  - ${link(each)}`, each.note && `N1  - ${line(each.note)}`, "ER  - ",
  ].filter(Boolean).join("\r\n")).join("\r\n\r\n") + "\r\n";
  const braced = (text) => `{${line(text).replace(/[{}\\]/g, "")}}`;
  const bibtex = (kept) => kept.map((each, number) => `@article{khabar${number + 1},\n${[
    ["title", each.headline], ["author", each.author], ["journal", each.source], ["year", each.date.slice(0, 4)], ["date", each.date], ["url", link(each)], ["note", each.note],
  ].filter(([, text]) => text).map(([name, text]) => `  ${name} = ${braced(text)}`).join(",\n")}\n}`).join("\n\n") + "\n";
  const cites = (kept) => kept.map((each) => `${[each.author, `“${line(each.headline)}”`, each.source, shown(each.date)].filter(Boolean).join(", ")}। ${link(each)}`).join("\n") + "\n";
  const kinds = {
    csv: ["csv", "text/csv", csv], ris: ["ris", "application/x-research-info-systems", ris], bibtex: ["bib", "text/plain", bibtex],
    cites: ["txt", "text/plain", cites], json: ["json", "application/json", (kept) => JSON.stringify(kept, null, 1)],
  };
  for (const button of page.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => {
      const [ending, type, text] = kinds[button.dataset.save];
      const file = document.createElement("a");
      file.href = URL.createObjectURL(new Blob([text(inOrder())], { type: `${type};charset=utf-8` }));
      file.download = `${page.dataset.name}.${ending}`;
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 10000);
    });
  }
  page.querySelector("input[type=file]").addEventListener("change", async (event) => {
    const status = page.querySelector("[role=status]");
    try {
      const found = JSON.parse(await event.target.files[0].text());
      if (!Array.isArray(found)) throw new TypeError("no list");
      const mine = read();
      const known = new Set(mine.map((each) => each.id));
      const more = found.slice(0, MOST).map(clean).filter((each) => each.id && !known.has(each.id));
      write([...mine, ...more]);
      status.textContent = page.dataset.added.replace("{n}", more.length);
    } catch { status.textContent = page.dataset.unreadable; }
    show();
  });
  order.addEventListener("change", show);
  addEventListener("storage", show);
  show();
}
