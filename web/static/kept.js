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
// Whether all of the list was stored: not if it is too long, the browser's room is used up, or a private window keeps nothing.
function write(list) {
  if (list.length > MOST) return false;
  try { localStorage.setItem(NAME, JSON.stringify(list)); return true; } catch { return false; }
}
// Whatever stands in the store or in a colleague's file: texts of bounded length, and no address but of the web.
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g; // of a pair: no address can hold one
const FIELDS = ["id", "headline", "source", "date", "author", "url", "note", "kept"];
function clean(raw) {
  const each = {};
  for (const field of FIELDS) each[field] = String(raw?.[field] ?? "").slice(0, 2000).replace(HALVES, "\ufffd");
  if (!/^https?:\/\//.test(each.url)) each.url = "";
  return each;
}

// Searches that a reader keeps, and the moment of the last article that was there when they were looked at last.
const SEARCHES = "khabarkhoj-searches";
const MOST_SEARCHES = 50;
function searches() {
  try {
    const found = JSON.parse(localStorage.getItem(SEARCHES) ?? "[]");
    return Array.isArray(found) ? found.map(cleanSearch).filter((each) => each.query) : [];
  } catch { return []; }
}
function cleanSearch(raw) {
  const each = {};
  for (const field of ["query", "label", "seen"]) each[field] = String(raw?.[field] ?? "").slice(0, 2000).replace(HALVES, "\ufffd");
  return each;
}
function writeSearches(list) {
  if (list.length > MOST_SEARCHES) return false;
  try { localStorage.setItem(SEARCHES, JSON.stringify(list)); return true; } catch { return false; }
}
async function moments(feed, query) {
  const answer = await fetch(`${feed}?${query}`);
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).items.map((item) => item._khabarkhoj.arrived ?? "");
}
const latest = (all) => all.reduce((one, other) => (one > other ? one : other), "");

const saver = document.querySelector("[data-save-search]");
if (saver) {
  const { saveSearch: query, label, feed } = saver.dataset;
  const off = saver.textContent;
  const show = () => {
    const is = searches().some((each) => each.query === query);
    saver.setAttribute("aria-pressed", String(is));
    saver.textContent = is ? saver.dataset.on : off;
  };
  const look = async () => {
    try {
      const seen = latest(await moments(feed, query));
      writeSearches(searches().map((each) => (each.query === query && seen > each.seen ? { ...each, seen } : each)));
    } catch { /* It stays as new as it was. */ }
  };
  saver.hidden = false;
  show();
  if (saver.getAttribute("aria-pressed") === "true") look();
  saver.addEventListener("click", () => {
    const list = searches();
    const others = list.filter((each) => each.query !== query);
    const added = others.length === list.length;
    if (added) others.push(cleanSearch({ query, label, seen: "" }));
    if (!writeSearches(others)) saver.title = saver.dataset.full;
    else if (added) look();
    show();
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
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
    if (!write(others)) star.title = star.dataset.full;
    show();
  });
  addEventListener("storage", show);
  addEventListener("pageshow", show);
}

const page = document.querySelector("[data-kept-list]");
if (page) {
  const list = page.querySelector("ol");
  const row = page.querySelector("[data-row]");
  const status = page.querySelector("[role=status]");
  const store = (kept) => { const whole = write(kept); if (!whole) status.textContent = page.dataset.full; return whole; };
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
    page.querySelector("[data-any]").hidden = kept.length === 0 && searches().length === 0;
    list.replaceChildren(...kept.map((each) => {
      const item = row.content.cloneNode(true);
      const link = item.querySelector("a");
      link.href = address(each.id);
      link.textContent = each.headline || each.id;
      item.querySelector("[data-facts]").textContent = [each.source, shown(each.date), each.author].filter(Boolean).join(" · ");
      const note = item.querySelector("textarea");
      note.value = each.note;
      note.setAttribute("aria-label", `${note.placeholder}: ${link.textContent}`);
      note.addEventListener("input", () => store(read().map((other) => (other.id === each.id ? { ...other, note: note.value } : other))));
      const remove = item.querySelector("button");
      remove.setAttribute("aria-label", `${remove.textContent}: ${link.textContent}`);
      remove.addEventListener("click", () => {
        const at = [...list.querySelectorAll("button")].indexOf(remove);
        if (!store(read().filter((other) => other.id !== each.id))) return;
        show();
        status.textContent = page.dataset.removed;
        const left = list.querySelectorAll("button");
        (left[Math.min(at, left.length - 1)] ?? order).focus();
      });
      return item;
    }));
  };
  const shown = (day) => (day ? new Date(`${day}T12:00:00`).toLocaleDateString(page.dataset.locale, { day: "numeric", month: "long", year: "numeric" }) : "");
  const link = (each) => each.url || new URL(address(each.id), location.href).href;

  const cell = (text) => `"${(/^[\t\r\n\0]|^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const csv = (kept) => `\ufeff${[page.dataset.heads.split("|"), ...kept.map((each) => [each.headline, each.source, each.date, each.author, link(each), each.note, each.id])]
    .map((fields) => fields.map(cell).join(",")).join("\r\n")}\r\n`;
  const line = (text) => text.replace(/\s+/g, " ").trim();
  const ris = (kept) => kept.map((each) => [
    "TY  - NEWS", `TI  - ${line(each.headline)}`, each.author && `AU  - ${line(each.author)}`, each.source && `JO  - ${line(each.source)}`,
    each.date && `PY  - ${each.date.slice(0, 4)}`, each.date && `DA  - ${each.date.replaceAll("-", "/")}`, `UR  - ${link(each)}`, each.note && `N1  - ${line(each.note)}`, "ER  - ",
  ].filter(Boolean).join("\r\n")).join("\r\n\r\n") + "\r\n";
  const braced = (text, name) => `{${line(text).replace(/[{}\\]/g, "").replace(name === "url" ? /(?!)/ : /[&%$#_]/g, "\\$&")}}`;
  const bibtex = (kept) => kept.map((each, number) => `@article{khabar${number + 1},\n${[
    ["title", each.headline], ["author", each.author], ["journal", each.source], ["year", each.date.slice(0, 4)], ["date", each.date], ["url", link(each)], ["note", each.note],
  ].filter(([, text]) => text).map(([name, text]) => `  ${name} = ${braced(text, name)}`).join(",\n")}\n}`).join("\n\n") + "\n";
  const cites = (kept) => kept.map((each) => `${[each.author, `“${line(each.headline)}”`, each.source, shown(each.date)].filter(Boolean).join(", ")}। ${link(each)}`).join("\n") + "\n";
  const kinds = {
    csv: ["csv", "text/csv", csv], ris: ["ris", "application/x-research-info-systems", ris], bibtex: ["bib", "text/plain", bibtex],
    cites: ["txt", "text/plain", cites], json: ["json", "application/json", (kept) => JSON.stringify({ articles: kept, searches: searches().map(({ query, label }) => ({ query, label })) }, null, 1)],
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
    try {
      const file = JSON.parse(await event.target.files[0].text());
      const found = Array.isArray(file) ? file : file.articles;
      if (!Array.isArray(found)) throw new TypeError("no list");
      if (Array.isArray(file.searches)) {
        const own = searches();
        const theirs = file.searches.slice(0, MOST_SEARCHES).map(cleanSearch).filter((each) => each.query && !own.some((other) => other.query === each.query));
        if (writeSearches([...own, ...theirs])) showSearches();
      }
      const mine = read();
      const known = new Map(mine.map((each) => [each.id, each]));
      const before = known.size;
      for (const each of found.slice(0, MOST).map(clean)) {
        const own = known.get(each.id);
        if (own) own.note ||= each.note;
        else if (each.id) known.set(each.id, each);
      }
      if (store([...known.values()])) status.textContent = page.dataset.added.replace("{n}", known.size - before);
    } catch { status.textContent = page.dataset.unreadable; }
    show();
  });
  const section = page.querySelector("[data-searches]");
  const showSearches = async () => {
    const saved = searches();
    section.hidden = saved.length === 0;
    const rows = saved.map((each) => {
      const item = section.querySelector("template").content.cloneNode(true).firstElementChild;
      const link = item.querySelector("a");
      link.href = `${page.dataset.search}?${each.query}`;
      link.textContent = each.label || each.query;
      const remove = item.querySelector("button");
      remove.setAttribute("aria-label", `${remove.textContent}: ${link.textContent}`);
      remove.addEventListener("click", () => {
        writeSearches(searches().filter((other) => other.query !== each.query));
        status.textContent = page.dataset.removed;
        showSearches();
        show();
        (section.querySelector("button") ?? order).focus();
      });
      return item;
    });
    section.querySelector("ul").replaceChildren(...rows);
    for (const [number, each] of saved.entries()) {
      const news = rows[number].querySelector("[data-news]");
      try {
        const all = await moments(page.dataset.feed, each.query);
        const fresh = all.filter((moment) => moment > each.seen).length;
        news.textContent = fresh ? page.dataset.new.replace("{n}", fresh === all.length && fresh > 1 && each.seen ? `${fresh}+` : fresh) : page.dataset.noneNew;
        news.classList.toggle("badge", fresh > 0);
        if (fresh) rows[number].querySelector("a").href += "&sort=arrived";
      } catch { news.textContent = page.dataset.unasked; }
    }
  };
  order.addEventListener("change", show);
  addEventListener("storage", () => { show(); showSearches(); });
  show();
  showSearches();
}
