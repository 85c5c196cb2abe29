/** Every term of the course, both languages side by side, with the figure that shows it; a field to find one. */

import { make } from "../kit/dom/dom.js";
import { dataOf } from "../kit/figure/fetched.js";

/**
 * @typedef {"en" | "ko"} Language
 * @typedef {{ term: string, is: string, lesson: string }} Words
 * @typedef {{ en: Words, ko: Words, show: string }} Term
 * @typedef {{ element: HTMLElement, searched: string, anchor: string }} Row
 */

/** @type {Record<string, string>} */
const NAMES = { en: "English", ko: "한국어" };

/** As it is searched: any capitals, and a syllable however the keyboard put it together. @param {string} text */
const plain = (text) => text.normalize("NFC").toLowerCase();

/** @param {Language} language @param {Words} words @param {Node | string} name */
const cell = (language, words, name) =>
  make("td", { lang: language }, make("b.larger", name), make("p", words.is));

/** @param {string} anchor @param {Term} term @param {Language} own of the page, which comes first @param {Language} other @returns {Row} */
function createRow(anchor, term, own, other) {
  const name = make("a.bare", { href: `#${anchor}` }, term[own].term);
  const words = term[own];
  const link = make("a", { href: term.show, "aria-label": `${words.lesson}, ${words.term}` }, words.lesson);
  const cells = [cell(own, words, name), cell(other, term[other], term[other].term), make("td", link)];
  const element = make("tr", { tabindex: -1 }, ...cells);
  const searched = plain([term.en, term.ko].flatMap((each) => [each.term, each.is]).join(" "));
  return { element, searched, anchor };
}

/** The term that the address names comes into sight. @param {Row[]} rows */
function showNamed(rows) {
  const wanted = decodeURIComponent(location.hash.slice(1));
  for (const { element, anchor } of rows) element.classList.toggle("named", anchor === wanted);
  const row = rows.find(({ anchor }) => anchor === wanted);
  if (!row) return;
  row.element.hidden = false;
  row.element.focus({ preventScroll: true });
  row.element.scrollIntoView({ block: "center" });
}

/** @param {HTMLElement} root @param {Kit} kit @param {{ terms: Record<string, Term> }} data @returns {View} */
function build(root, kit, { terms }) {
  const own = kit.language;
  const other = own === "en" ? "ko" : "en";
  const rows = Object.entries(terms)
    .sort(([, one], [, next]) => one[own].term.localeCompare(next[own].term, own))
    .map(([anchor, term]) => createRow(anchor, term, own, other));
  const input = make("input", { type: "search", "aria-label": kit.label("glossary.find") });
  input.placeholder = kit.label("glossary.find");
  const count = make("p.note", { role: "status" });
  const find = () => {
    const wanted = plain(input.value.trim());
    for (const { element, searched } of rows) element.hidden = !searched.includes(wanted);
    const k = rows.filter(({ element }) => !element.hidden).length;
    count.textContent =
      k === 0 ? kit.label("glossary.none") : kit.label("glossary.count", { k, n: rows.length });
  };
  input.addEventListener("input", find);
  const names = [own, other].map((each) => make("th", { scope: "col", lang: each }, NAMES[each]));
  const head = make("tr", ...names, make("th", { scope: "col" }, kit.label("glossary.shown_in")));
  const label = { "aria-label": kit.label("glossary.table") };
  const table = make("table", label, make("thead", head), make("tbody", ...rows));
  root.append(make("div.find.in-rows", input, count), table);
  find();
  addEventListener("hashchange", () => showNamed(rows), { signal: kit.signal });
  requestAnimationFrame(() => showNamed(rows)); // once it has its size
  return {};
}

/** @type {Figure} */
export const figure = { settings: {}, fetched: async () => ({ terms: await dataOf("glossary") }), build };
