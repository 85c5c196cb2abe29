/** An exercise sheet and its key: what is on them is chosen here, Python draws them. */

import { createAsker, createFailed, post, routeOf } from "../kit/ask/asker.js";
import { createChoice } from "../kit/controls/control.js";
import { make, setText } from "../kit/dom/dom.js";
import { blobOf, save } from "../kit/dom/page.js";
import { dataOf, wordsOf } from "../kit/figure/fetched.js";
import { plainText } from "../kit/grid/rich_text.js";
import { fill } from "../kit/i18n/korean_particles.js";
import { seedOf, shuffled } from "../kit/quiz/shuffle.js";

/** @typedef {{ title: string, address: string, items: Exercise[] }} Part */

const MOST_EXERCISES = 20;
const MOST_SEED = 9999;

/** Options are told from one another as text: no marks for code. @param {Exercise} exercise @returns {Exercise} */
export const asText = ({ stem, code, options, answer, slips }) => ({
  stem: plainText(stem),
  code,
  options: options.map(plainText),
  answer: plainText(answer),
  slips: slips.map(({ value, why }) => ({ value: plainText(value), why: plainText(why) })),
});

/** Check questions of a lesson, the same for a seed. @param {Asked[]} questions of all lessons @param {string} lesson @param {number} seed @param {number} count at most @returns {Exercise[]} */
export function checkQuestions(questions, lesson, seed, count) {
  const own = questions.filter((each) => each.lesson === lesson && each.kind === "check");
  return shuffled(own, seedOf(`sheet ${lesson} ${seed}`))
    .slice(0, count)
    .map(({ id, stem, options }) => {
      const ordered = shuffled(options, seedOf(`sheet ${id} ${seed}`));
      return {
        stem,
        code: [],
        options: ordered.map(({ text }) => text),
        answer: ordered.find(({ rule }) => rule === null)?.text ?? "",
        slips: ordered.filter(({ rule }) => rule !== null).map(({ text, why }) => ({ value: text, why })),
      };
    });
}

/**
 * @typedef {{ exercises: string[], checks: string[], level: string, seed: number, count: number }} Chosen lessons by their names
 * @typedef {{ save: (chosen: Chosen, isKey: boolean) => Promise<string>, change: (chosen: Chosen | null) => void }} On saving
 *   says what has come of it; a change to null: no sheet comes of it
 */

const FIRST = { level: "2", count: 5, seed: 417 }; // what the text above links to

/** Several of some names. @param {string} legend @param {{ name: string, title: string }[]} lessons @param {boolean} isFirstChosen */
function createBoxes(legend, lessons, isFirstChosen) {
  const boxes = lessons.map(({ name }, at) =>
    make("input", { type: "checkbox", value: name, checked: isFirstChosen && at === 0 }),
  );
  const labels = lessons.map(({ title }, at) => make("label.in-row", boxes[at], make("span", title)));
  return {
    element: make("fieldset", make("legend", legend), ...labels),
    chosen: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
  };
}

/** A whole number that is typed. @param {string} name @param {number} first @param {number} most */
function createNumber(name, first, most) {
  const range = { type: "number", min: 1, max: most, step: 1 };
  const input = make("input", { ...range, value: first, required: true });
  return {
    element: make("label.setting.pick", make("span.head", name), input),
    value: () => input.valueAsNumber,
    /** What is wrong with it. @param {Kit} kit */
    remark: (kit) =>
      input.validity.valid ? "" : kit.label("sheet.not_in_range", { name, lowest: 1, highest: most }),
  };
}

/** The level of the exercises that have some. @param {Kit} kit @param {Room[]} rooms @param {() => void} onChange */
function createLevel(kit, rooms, onChange) {
  let level = FIRST.level;
  const [room] = rooms.filter(({ exercises, label }) => exercises.levels(label).length > 0);
  const name = kit.label("sheet.level", { lesson: room.title });
  const choice = createChoice(name, room.exercises.levels(room.label), (chosen) => {
    level = chosen;
    onChange();
  });
  choice.show(level);
  return { element: choice.element, value: () => level };
}

/** @param {Kit} kit @param {Room[]} rooms @param {Listed[]} lessons @param {On} on */
function createForm(kit, rooms, lessons, on) {
  const exercises = createBoxes(kit.label("step.exercises"), rooms, true);
  const checks = createBoxes(kit.label("sheet.check"), lessons, false);
  const level = createLevel(kit, rooms, () => change());
  const count = createNumber(kit.label("sheet.count"), FIRST.count, MOST_EXERCISES);
  const seed = createNumber(kit.label("set.seed"), FIRST.seed, MOST_SEED);
  const said = make("p.sheet-state", { role: "status" });
  const remark = () => {
    const isNothing = exercises.chosen().length + checks.chosen().length === 0;
    return isNothing ? kit.label("sheet.nothing_chosen") : count.remark(kit) || seed.remark(kit);
  };
  const chosen = () => ({
    exercises: exercises.chosen(),
    checks: checks.chosen(),
    level: level.value(),
    seed: seed.value(),
    count: count.value(),
  });
  const change = () => {
    setText(said, remark());
    on.change(said.textContent ? null : chosen());
  };
  const press = async (/** @type {boolean} */ isKey) => {
    setText(said, remark() || kit.label("out.making"));
    if (!remark()) setText(said, await on.save(chosen(), isKey));
  };
  /** @param {string} name @param {boolean} isKey */
  const button = (name, isKey) => make("button", { onclick: () => press(isKey) }, kit.label(name));
  const form = make(
    "div.sheet-form",
    { role: "group", "aria-label": kit.label("sheet.heading"), oninput: change },
    make("div.contents.in-grid", exercises, checks),
    make("div.numbers.in-rows.at-bottom", level, count, seed),
    make("div.files.in-rows.at-bottom", button("sheet.save", false), button("sheet.save_key", true), said),
  );
  change();
  return form;
}

const RESTED = 400; // ms: drawing takes longer than most answers

/** The first page of the sheet and of its key, as they will be printed. @param {Kit} kit */
function createPreview(kit) {
  const pages = ["sheet.first_page", "sheet.first_page_of_key"].map((name) =>
    make("img.own-line.as-wide", { alt: kit.label(name), width: 595, height: 842, hidden: true }),
  );
  const element = make("div.first-pages.in-grid", ...pages.map((each) => make("span.boxed", each)));
  /** @type {Sheet | null} */
  let shown = null;
  const route = routeOf(kit, "classroom", "first_pages", "out.failed");
  const asker = createAsker(route, () => paint(), RESTED);
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
 * @typedef {Listed & { exercises: Exercises, label: Kit["label"] }} Room
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
  /** @param {string} title @param {string} address @param {Exercise[]} items */
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
  const route = { ...routeOf(kit, "classroom", "sheet", "out.failed"), timeout: SHEET_TIMEOUT_MS };
  const { answer, failure } = await post(route, JSON.stringify(sheet));
  if (answer) save(blobOf(answer), `${sheet.is_key ? "key" : "exercises"}-${sheet.seed}.pdf`);
  return failure?.message ?? kit.label("out.saved");
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {View} */
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

/** @type {Figure} */
export const figure = { settings: {}, build };
