/** A term in the text opens in place: one sentence, and the figure that shows it. */

import { make } from "../../kit/dom/dom.js";
import { dataOf } from "../../kit/figure/fetched.js";

/** @import { Term } from "../figure.js" */

const GAP = 8; // px between the word and what opens below it
const MARGIN = 16; // px that stay free at the edges of the window

/** The link to a term that was pressed; keys with which a browser opens a tab are the browser's. @param {MouseEvent} event */
function pressedTerm(event) {
  const [target] = event.composedPath(); // in a figure, too
  const link = target instanceof Element ? target.closest('a[href^="/glossary#"]') : null;
  const isOurs = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  return link instanceof HTMLAnchorElement && isOurs ? link : null;
}

/** Below the word, or above it where there is no room. @param {HTMLElement} card @param {HTMLElement} word */
function place(card, word) {
  const [{ left, top, bottom }, { width, height }] = [word.getClientRects()[0], card.getBoundingClientRect()];
  const isBelow = bottom + GAP + height < innerHeight;
  card.style.left = `${Math.max(Math.min(left, innerWidth - width - MARGIN), MARGIN)}px`;
  card.style.top = `${isBelow ? bottom + GAP : Math.max(top - GAP - height, MARGIN)}px`;
}

/** @param {Kit} kit @param {Term} term @param {string} href of its row in the glossary */
function wordsOf({ label, language }, term, href) {
  const [{ term: name, is, lesson }, other] = [term[language], term[language === "en" ? "ko" : "en"]];
  const foreign = make("span.muted", { lang: language === "en" ? "ko" : "en" }, other.term);
  return [
    make("p", make("b.larger", name), ...(other.term === name ? [] : [" ", foreign])),
    make("p", is),
    make(
      "p.onward.in-rows",
      make("a", { href: term.show }, lesson),
      make("a", { href }, label("glossary.all")),
    ),
  ];
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const card = make("div.term", { popover: "auto", role: "dialog", tabindex: -1 });
  root.append(card);
  /** @type {HTMLElement | null} */
  let opener = null;
  /** @param {HTMLAnchorElement} link */
  const open = async (link) => {
    opener = link;
    /** @type {Record<string, Term>} */
    const terms = await dataOf("glossary");
    const term = terms[link.hash.slice(1)];
    card.replaceChildren(...wordsOf(kit, term, link.pathname + link.hash));
    card.setAttribute("aria-label", term[kit.language].term);
    card.showPopover();
    place(card, link);
    card.focus({ preventScroll: true });
  };
  /** @param {MouseEvent} event */
  const press = (event) => {
    const link = pressedTerm(event);
    if (!link) return;
    event.preventDefault(); // Streamlit would open a tab
    event.stopPropagation(); // and figures would take it for a way to another page
    open(link);
  };
  // Whoever closed it by a press elsewhere is there already.
  card.addEventListener("toggle", () => {
    const focused = document.activeElement ?? document.body;
    const isLost = focused === document.body || focused.shadowRoot === root.getRootNode();
    if (isLost && !card.matches(":popover-open")) opener?.focus({ preventScroll: true });
  });
  document.addEventListener("click", press, { capture: true, signal: kit.signal });
  document.addEventListener("scroll", () => card.hidePopover(), {
    ...{ capture: true, passive: true, signal: kit.signal },
  });
  return {};
}

/** @type {Figure} */
export const figure = { settings: {}, build };
