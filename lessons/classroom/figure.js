/** An exercise sheet and its key: what is on them is chosen here, Python draws them. */

import { createAsker, createFailed, post, routeOf } from "../kit/ask/asker.js";
import { make } from "../kit/dom/dom.js";
import { blobOf, save } from "../kit/dom/page.js";
import { dataOf, wordsOf } from "../kit/figure/fetched.js";
import { fill } from "../kit/i18n/korean_particles.js";
import { asText, checkQuestions } from "./model/parts.js";
import { createForm } from "./view/form.js";

/** @import { Asked, Kit } from "../kit/dom/kit.js" */
/** @import { Part } from "./model/parts.js" */
/** @import { Chosen } from "./view/form.js" */

const RESTED = 400; // ms: drawing takes longer than most answers

/** The first page of the sheet and of its key, as they will be printed. @param {Kit} kit */
function createPreview(kit) {
  const pages = ["sheet.first_page", "sheet.first_page_of_key"].map((name) =>
    make("img", { alt: kit.label(name), width: 595, height: 842, hidden: true }),
  );
  const element = make("div.first-pages", ...pages.map((each) => make("span", each)));
  /** @type {Sheet | null} */
  let shown = null;
  const asker = createAsker({
    ...routeOf(kit, "classroom", "first_pages"),
    fallbackMessage: kit.label("out.failed"),
    rested: RESTED,
    onAnswer: () => paint(),
  });
  const paint = () => {
    const answer = shown && asker.answer(shown);
    element.classList.toggle("is-old", !answer);
    for (const [at, page] of pages.entries()) {
      if (!answer) continue;
      page.src = `data:image/png;base64,${answer.pages[at]}`;
      page.hidden = false;
    }
  };
  return {
    element,
    /** @param {Sheet | null} sheet null while there is none */
    show(sheet) {
      shown = sheet;
      if (sheet) asker.want(sheet);
      paint();
    },
  };
}

/**
 * @typedef {{ name: string, title: string, address: string }} Listed a lesson
 * @typedef {{ seed: number, is_key: boolean, parts: Part[] }} Sheet
 * @typedef {{ lessons: Listed[], rooms: string[] }} Data rooms: the lessons that have exercises by seed
 * @typedef {Listed & { exercises: import("../kit/dom/kit.js").Exercises, label: Kit["label"] }} Room
 */

const SHEET_TIMEOUT_MS = 60_000; // a long sheet has many pages

/** A lesson's exercises and its own words for them. @param {Listed} lesson @param {"en" | "ko"} language @returns {Promise<Room>} */
async function roomOf(lesson, language) {
  const [exercises, { labels }] = await Promise.all([
    import(`../${lesson.name}/sheet.js`),
    wordsOf(lesson.name, language),
  ]);
  const label = (/** @type {string} */ name, values = {}) => fill(labels[name] ?? `[${name}]`, values);
  return { ...lesson, exercises, label };
}

/** @param {Room[]} rooms @param {Listed[]} lessons @param {Chosen} chosen @param {Asked[]} asked @returns {Part[]} */
function partsOf(rooms, lessons, { exercises, checks, level, seed, count }, asked) {
  /** @param {string} title @param {string} address @param {import("../kit/dom/kit.js").Exercise[]} items */
  const partOf = (title, address, items) => ({
    ...{ title, address: location.origin + address, items: items.map(asText) },
  });
  const drawn = rooms.filter(({ name }) => exercises.includes(name));
  const checked = lessons.filter(({ name }) => checks.includes(name));
  return [
    ...drawn.map(({ title, exercises: { addressOf, exercisesOf }, label }) =>
      partOf(title, addressOf(level, seed), exercisesOf(label, level, seed, count)),
    ),
    ...checked.map(({ name, title, address }) =>
      partOf(title, address, checkQuestions(asked, name, seed, count)),
    ),
  ];
}

/** @param {Kit} kit @param {Sheet} sheet @returns {Promise<string>} what is said of it */
async function saveSheet(kit, sheet) {
  const said = { fallbackMessage: kit.label("out.failed"), timeout: SHEET_TIMEOUT_MS };
  const route = { ...routeOf(kit, "classroom", "sheet"), ...said };
  const { answer, failure } = await post(route, JSON.stringify(sheet));
  if (answer) save(blobOf(answer), `${sheet.is_key ? "key" : "exercises"}-${sheet.seed}.pdf`);
  return failure?.message ?? kit.label("out.saved");
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, { lessons, rooms: names }) {
  const listed = names.flatMap((wanted) => lessons.filter(({ name }) => name === wanted));
  const build = async () => {
    const [{ questions }, ...rooms] = await Promise.all([
      dataOf("home"),
      ...listed.map((lesson) => roomOf(lesson, kit.language)),
    ]);
    /** @type {Asked[]} */
    const asked = Object.values(questions[kit.language]);
    /** @param {Chosen} chosen @param {boolean} isKey @returns {Sheet} */
    const sheetOf = (chosen, isKey) => ({
      seed: chosen.seed,
      is_key: isKey,
      parts: partsOf(rooms, lessons, chosen, asked),
    });
    const preview = createPreview(kit);
    const form = createForm(kit, rooms, lessons, {
      save: (chosen, isKey) => saveSheet(kit, sheetOf(chosen, isKey)),
      change: (chosen) => preview.show(chosen && sheetOf(chosen, false)),
    });
    if (kit.signal.aborted) return;
    form.append(preview.element);
    root.replaceChildren(form);
  };
  const begin = () => build().catch(sayFailed);
  const sayFailed = () => {
    const failed = createFailed(kit);
    failed.show({ message: kit.label("state.failed"), isRenewed: false }, begin);
    root.replaceChildren(failed.element);
  };
  begin();
  return {};
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings: {}, build };
