/** The course as the start page shows it: where a visitor goes on, and how long it takes. */

import { recall } from "../kit/dom/storage.js";
import { nextOf, progressOf } from "../kit/progress/figure.js";

/**
 * @typedef {{ name: string, title: string, idea: string, minutes?: number }} Listed a page; minutes: of a lesson
 * @typedef {{ lessons: Listed[], further: Listed[] }} Course in reading order
 */

const HOUR = 60; // minutes

/** The lesson to go on with; null when all are done. @param {Listed[]} lessons */
export function nextIn(lessons) {
  const names = lessons.map(({ name }) => name);
  const next = nextOf(names, recall("course", "visit").lesson, (name) => progressOf(name).isDone);
  return lessons.find(({ name }) => name === next) ?? null;
}

/** "about 2 h 20 min in all". @param {import("../kit/dom/kit.js").Kit} kit @param {"home.in_all" | "home.left"} what @param {number} minutes */
export function minutesText(kit, what, minutes) {
  if (minutes === 0) return "";
  const [h, m] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const name = h === 0 ? "home.minutes" : m === 0 ? "home.hours" : "home.hours_minutes";
  return kit.label(what, { time: kit.label(name, { h, m, n: m }) });
}
