// Search, sorting, filtering, colours and keys. Everything is there without it; data enters the page as text only.
(() => {
  "use strict";
  const side = document.querySelector(".side");
  if (!side) return;
  const root = side.dataset.root, words = side.dataset, lang = document.documentElement.lang;
  const make = (tag, text = "", attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const fold = text => text.normalize("NFKC").toLocaleLowerCase(lang);
  side.querySelector(".tools").hidden = false;

  // Colours: as the system, light, dark.
  const button = side.querySelector("[data-scheme]"), schemes = ["auto", "light", "dark"];
  let scheme = document.documentElement.dataset.scheme || "auto";
  const paint = () => {
    if (scheme === "auto") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
    button.title = button.firstElementChild.textContent = button.dataset[scheme];
  };
  button.addEventListener("click", () => {
    scheme = schemes[(schemes.indexOf(scheme) + 1) % 3];
    paint();
    try { localStorage.setItem("pmledger-scheme", scheme); } catch { /* not remembered */ }
  });
  paint();

  // Search.
  const search = document.getElementById("search"), help = document.getElementById("help");
  const field = search.querySelector("input"), list = search.querySelector("ol"), count = search.querySelector(".count");
  let rows = null, asked = false;
  window.pmledgerSearch = data => {
    rows = data.map(row => [row, fold(row[0]), fold(row.join(" ").replace(row[1], ""))]);
    find();
  };
  const load = () => {
    if (asked) return;
    asked = true;
    const script = make("script", "", { src: root + "search-data.js" });
    script.addEventListener("error", () => { asked = false; count.textContent = count.dataset.failed; });
    document.head.append(script);
  };
  const find = () => {
    const terms = fold(field.value).split(/\s+/).filter(Boolean);
    if (!rows || !terms.length) { list.replaceChildren(); count.textContent = ""; return; }
    const found = [];
    for (const [row, title, all] of rows) {
      if (!terms.every(term => all.includes(term))) continue;
      const at = title.indexOf(terms[0]);
      found.push([at === 0 ? 0 : at > 0 ? 1 : 2, found.length, row]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    count.textContent = found.length ? count.dataset.some.replace("{n}", found.length) : count.dataset.none;
    list.replaceChildren(...found.slice(0, 40).map(([, , row]) => {
      const item = make("li"), link = make("a", row[0], { href: root + row[1] });
      link.append(make("small", [row[2], row[3]].filter(Boolean).join(" · ")));
      item.append(link);
      return item;
    }));
  };
  const open = dialog => { if (!document.querySelector("dialog[open]")) { dialog.showModal(); load(); } };
  field.addEventListener("input", find);
  for (const opener of document.querySelectorAll("[data-open]"))
    opener.addEventListener("click", () => open(document.getElementById(opener.dataset.open)));
  search.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : field).focus();
    else if (event.key === "Enter" && event.target === field) links[0]?.click();
    else if (event.key === "Escape") search.close(); // at once, where a browser would first empty the field
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", event => { if (event.target.closest("a")) search.close(); });
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") { event.preventDefault(); open(search); field.select(); }
    if (event.key === "?") { event.preventDefault(); open(help); }
  });

  // Tables: sorting and filtering, kept in the address as #TABLE.sort=-2&TABLE.find=text.
  const collator = new Intl.Collator(lang, { numeric: true });
  const state = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const keep = (name, value) => {
    const now = state();
    if (value) now.set(name, value); else now.delete(name);
    const hash = now.toString();
    try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch { location.hash = hash; }
  };
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell ? cell.dataset.v ?? cell.textContent.trim() : "";
  };
  const compare = (a, b) => (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : collator.compare(a, b));
  for (const table of document.querySelectorAll("table[data-tools]")) {
    const body = table.tBodies[0], all = [...body.rows], heads = [...table.tHead.rows[0].cells];
    const sort = column => {
      const at = Math.abs(column) - 1, sign = Math.sign(column);
      const keyed = all.map(row => [key(row, at), row]);
      if (column) keyed.sort(([a], [b]) => (a === "") - (b === "") || sign * compare(a, b));
      body.append(...keyed.map(([, row]) => row));
      heads.forEach((head, index) => {
        if (column && index === at) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      });
    };
    heads.forEach((head, index) => {
      if (!head.textContent) return;
      const press = make("button", head.textContent, { type: "button" });
      head.replaceChildren(press);
      press.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort"), next = now === "ascending" ? -index - 1 : now ? 0 : index + 1;
        sort(next);
        keep(table.id + ".sort", next || "");
      });
    });
    const bar = make("div", "", { class: "filter" }), input = make("input", "", { type: "search", "aria-label": words.filter, placeholder: words.filter });
    const told = make("span", "", { role: "status" });
    const filter = text => {
      const terms = fold(text).split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of all) {
        const shown = terms.every(term => fold(row.textContent).includes(term));
        row.hidden = !shown;
        left += shown;
      }
      told.textContent = terms.length ? words.shown.replace("{n}", left).replace("{all}", all.length) : "";
    };
    input.addEventListener("input", () => { filter(input.value); keep(table.id + ".find", input.value); });
    bar.append(input, told);
    if (all.length > 7) table.closest(".scroll").before(bar);
    const restore = () => {
      const now = state();
      input.value = now.get(table.id + ".find") || "";
      filter(input.value);
      sort(Number(now.get(table.id + ".sort")) || 0);
      if (now.has(table.id + ".find") || now.has(table.id + ".sort")) table.closest("details")?.setAttribute("open", "");
    };
    if (location.hash.includes("=")) restore();
    addEventListener("hashchange", () => { if (location.hash.includes(table.id + ".")) restore(); });
  }

  // A link to something that is folded away opens it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (folded) { folded.open = true; target.scrollIntoView(); }
  };
  try { reveal(); } catch { /* not an address of ours */ }
  addEventListener("hashchange", () => { try { reveal(); } catch { /* the same */ } });
})();
