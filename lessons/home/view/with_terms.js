// @ts-check
/** The first text of the course names things that no lesson has shown yet: its terms open their entry in place. */

import { make } from "../../kit/dom/dom.js";

const LINK = /\[([^\]]+)\]\(([^)]+)\)/;

/** A label in which a term is written "[kernels](/glossary#kernel)". @param {string} text @returns {(string | HTMLElement)[]} */
export function withTerms(text) {
  const parts = text.split(LINK); // words, a term, where it leads, words, …
  return parts.flatMap((part, at) => {
    if (at % 3 === 1) return [make("a", { href: parts[at + 1], class: "named-term" }, part)];
    return at % 3 === 2 ? [] : [part];
  });
}
