/** The first text of the course names things that no lesson has shown yet: its terms open their entry in place. */

import { make } from "../../kit/dom/dom.js";

const LINK = /\[([^\]]+)\]\(([^)]+)\)/;

/** A label in which a term is written "[kernels](/glossary#kernel)". @param {string} text @returns {(string | HTMLElement)[]} */
export function withTerms(text) {
  const parts = text.split(LINK); // words, a term, where it leads, words, …
  const link = (/** @type {number} */ at) =>
    make("a", { href: parts[at + 1], class: "named-term" }, parts[at]);
  return parts.map((part, at) => (at % 3 === 1 ? link(at) : part)).filter((_, at) => at % 3 !== 2);
}
