import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { settings } from "../../lessons/convolution/model/limits.js";
import { compute, stepOf } from "../../lessons/convolution/model/numbers.js";
import { writtenSum } from "../../lessons/convolution/view/cells.js";
import ideas from "../../lessons/end/ideas.json" with { type: "json" };
import { ideasAgain, review, solvedIn, storiesOf } from "../../lessons/end/model/review.js";
import terms from "../../lessons/kit/i18n/terms.json" with { type: "json" };
import { fromFile, lessonsIn, nextOf, toFile } from "../../lessons/kit/progress/figure.js";
import can from "../../lessons/kit/quiz/can.json" with { type: "json" };
import { addressOf, keptGuess } from "../../lessons/kit/quiz/memory.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";
import { settingsOf } from "../../lessons/kit/settings/table.js";
import * as pooling from "../../lessons/pooling/model/limits.js";
import { compute as poolingNumbers } from "../../lessons/pooling/model/numbers.js";
import { question as poolingQuestion } from "../../lessons/pooling/model/words.js";

const LESSONS = new URL("../../lessons/", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, LESSONS), "utf8");
/** Of /live-network: what is no setting of the figure. */
const BROUGHT = ["sample", "way"];
const FIGURES = [
  ...["conv2d", "convolution", "gradient", "input_shape", "live_network", "maxpool2d", "neuron"],
  ...["output_size", "pooling", "training", "why_cnn"],
];
/** Figures below the first one on a page. @type {Record<string, string[]>} */
const BELOW = {
  live_network: ["live_network/looks"],
  neuron: ["neuron/collapse", "neuron/counting"],
  output_size: ["output_size/exercises"],
};

/** @param {string} lesson @returns {Promise<Record<string, import("../../lessons/kit/settings/address.js").Setting>[]>} */
async function settingsOn(lesson) {
  const { settings } = await import(`../../lessons/${lesson}/model/limits.js`);
  const below = BELOW[lesson] ?? [];
  return [settings, ...below.map((name) => settingsOf(JSON.parse(read(`${name}/settings.json`))))];
}

/** What of an address its page does not take as it stands. @param {string} address */
async function refusedOf(address) {
  const { pathname, search, searchParams } = new URL(address, "http://course");
  const lesson = pathname.slice(1).replaceAll("-", "_");
  if (!search && existsSync(new URL(`${lesson}/en.md`, LESSONS))) return [];
  if (!FIGURES.includes(lesson)) return [`no lesson ${lesson}`];
  const figures = await settingsOn(lesson);
  const known = new Set(figures.flatMap((settings) => Object.keys(settings)));
  const unknown = [...searchParams.keys()].filter((name) => !known.has(name) && !BROUGHT.includes(name));
  const refused = figures.flatMap((settings) => readAddress(settings, search)?.refused ?? []);
  return [...unknown, ...refused.map(({ name }) => name)];
}

/** Where the text and the questions of a lesson lead. @param {string} lesson */
function linksOf(lesson) {
  const texts = ["en", "ko"].map((language) => read(`${lesson}/${language}.md`)).join("");
  const links = [...texts.matchAll(/\]\((\?[^)#]+)/g)].map(([, query]) => query);
  const asked = JSON.parse(read(`${lesson}/questions.json`));
  const states = asked.map((/** @type {any} */ { state }) => `?${new URLSearchParams(state)}`);
  return [...links, ...states].map((query) => `/${lesson.replaceAll("_", "-")}${query}`);
}

test("every link of the lessons, the start page, the glossary, the note and the end opens the state it names", async () => {
  const ofTexts = ["home/en", "home/ko", "note/en", "note/ko"].flatMap((text) =>
    [...read(`${text}.md`).matchAll(/\]\((\/[^)]+)\)/g)].map(([, address]) => address),
  );
  const ofEnd = Object.entries(can).map(([lesson, { show }]) => `/${lesson.replaceAll("_", "-")}${show}`);
  const shown = [...Object.values(terms), ...Object.values(ideas)].map(({ show }) => show);
  const all = new Set([...ofTexts, ...ofEnd, ...FIGURES.flatMap(linksOf), ...shown]);
  assert.ok(all.size > 350);
  /** @type {Record<string, string[]>} */
  const refused = {};
  for (const address of all) {
    const found = await refusedOf(address);
    if (found.length > 0) refused[address] = found;
  }
  assert.deepEqual(refused, {});
});

/** The figure's state behind a term's link. @param {keyof typeof terms} term @param {any} settings @returns {any} */
const stateBehind = (term, settings) =>
  readAddress(settings, new URL(terms[term].show, "http://course").search)?.settings;

test("where a term speaks of a kernel that is turned, the kernel behind its link looks another when turned", () => {
  const turning = /** @type {(keyof typeof terms)[]} */ (Object.keys(terms)).filter(
    (term) => /turned|flipp/.test(terms[term].en.is) && terms[term].show.startsWith("/convolution?"),
  );
  assert.deepEqual(turning, ["cross-correlation", "impulse"]);
  for (const term of turning) {
    const { kernel } = compute(stateBehind(term, settings));
    assert.notDeepEqual([...kernel.values].reverse(), [...kernel.values], term);
  }
});

test("invariance is shown to a visitor who has guessed nothing: a moved picture, and the number stays", () => {
  assert.match(terms.invariance.show, /^\/pooling\?/);
  const chosen = stateBehind("invariance", pooling.settings);
  /** @type {any} */
  const kit = { label: (/** @type {string} */ id) => id };
  assert.equal(typeof poolingQuestion(kit, chosen, null), "string");
  const { outputs } = poolingNumbers(chosen);
  assert.ok(chosen.shift > 0 && outputs.every(({ changed, steps }) => changed === 0 && steps[0].output > 0));
});

test("a link to a state that is not to be had is found", async () => {
  assert.deepEqual(await refusedOf("/convolution?kernel_size=9&strde=2"), ["strde", "kernel_size"]);
  assert.deepEqual(await refusedOf("/nowhere?x=1"), ["no lesson nowhere"]);
  const planted = [
    ...["/input-shape?view=shell", "/input-shape?view=memory&ops=eval:1", "/input-shape?at=192"],
    ...["/live-network?filter=9", "/live-network?silhouette=own", "/live-network?row=13&layer=pool"],
    ...["/live-network?filters=random&scores=1", "/neuron?step=10", "/neuron?colour=1"],
  ];
  for (const address of planted) assert.equal((await refusedOf(address)).length, 1, address);
});

const OPTIONS = [
  { text: "29", rule: null, why: "right" },
  { text: "30", rule: "ceil_not_floor", why: "it rounds up" },
  { text: "28", rule: "forgot_plus_one", why: "it counts steps" },
];
const QUESTION = { series: "64 7 2", place: 1, stem: "How many windows?", options: OPTIONS };
/** @param {number} option @param {any} [before] @param {number} [at] */
const guessed = (option, before, at = 1) =>
  keptGuess(QUESTION, OPTIONS[option], before, { show: "/output-size?stride=2", language: "en", at });
const CHECKED = {
  kind: /** @type {const} */ ("check"),
  level: 1,
  id: "pooling.check.a",
  lesson: "pooling",
  stem: "And here?",
  options: [
    { text: "4", rule: "ceil_not_floor", why: "it rounds up" },
    { text: "3", rule: null, why: "" },
  ],
  show: "/pooling?step=1",
};
const NAMES = ["output_size", "pooling"];
/** @param {Record<string, any>} guesses @param {Record<string, any>} [answers] */
const told = (guesses, answers = {}) =>
  review(
    { guesses: { output_size: guesses }, answers: { pooling: answers } },
    { [CHECKED.id]: CHECKED },
    NAMES,
  );

test("a guess is kept with what it was about, and the first wrong one stays", () => {
  const [wrong, still] = [guessed(1), guessed(2, guessed(1), 2)];
  assert.deepEqual(
    [wrong.guess, wrong.answer, wrong.why, wrong.first],
    ["30", "29", "it rounds up", undefined],
  );
  assert.equal(still.first?.guess, "30");
  assert.equal(guessed(0, still, 3).first?.guess, "30");
  assert.equal(guessed(0).first, undefined);
  const place = { pathname: "/output-size", search: "?lang=ko&stride=2" };
  assert.equal(addressOf(place), "/output-size?stride=2");
});

test("right at once, right later when asked again, and still open", () => {
  const [once, later, open] = told({
    a: guessed(0),
    b: guessed(0, guessed(1), 2),
    c: guessed(1, undefined, 9),
  });
  assert.deepEqual([once.outcome, later.outcome, open.outcome], ["once", "later", "open"]);
  assert.deepEqual(
    [later.guess, later.answer, later.laterIn, later.show],
    ["30", "29", "output_size", "/output-size?stride=2"],
  );
});

test("a later question that offers the same rule and is answered rightly closes a guess, an earlier one does not", () => {
  const [late] = told({ a: guessed(1) }, { [CHECKED.id]: { tried: ["right"], at: 5 } });
  assert.deepEqual([late.outcome, late.laterIn], ["later", "pooling"]);
  const [early] = told({ a: guessed(1, undefined, 9) }, { [CHECKED.id]: { tried: ["right"], at: 5 } });
  assert.equal(early.outcome, "open");
  const [other] = told({ a: guessed(2) }, { [CHECKED.id]: { tried: ["right"], at: 5 } });
  assert.equal(other.outcome, "open"); // another rule
});

test("an answer is told by the first option that was tried", () => {
  const [answer] = told({}, { [CHECKED.id]: { tried: ["ceil_not_floor", "right"] } });
  assert.deepEqual([answer.guess, answer.outcome, answer.isGuess], ["4", "later", false]);
  assert.deepEqual(told({}, { [CHECKED.id]: { tried: [] }, gone: { tried: ["right"] } }), []);
  assert.equal(solvedIn({ a: { tried: ["x", "right"] }, b: { tried: ["x"] }, c: {} }), 1);
});

test("what an earlier version of the course has kept is counted and not told", () => {
  const all = told({ a: { guess: "30", rule: "ceil_not_floor" }, b: { guess: "29", rule: null } });
  assert.deepEqual(
    all.map(({ outcome }) => outcome),
    ["open", "once"],
  );
  assert.deepEqual(storiesOf(all), []);
});

test("an earlier lesson's question is told in the page's language", () => {
  const asked = { ...QUESTION, options: CHECKED.options };
  const kept = keptGuess(asked, CHECKED.options[0], undefined, {
    show: CHECKED.show,
    language: "ko",
    at: 1,
  });
  // As earlier versions of the course kept it.
  const [one] = told({ a: { ...kept, id: CHECKED.id, stem: "?", guess: "?" } });
  assert.deepEqual([one.lesson, one.stem, one.guess, one.language], ["pooling", "And here?", "4", null]);
});

test("the idea with the most slips comes first, and guesses are told before answers", () => {
  const all = told(
    { a: guessed(1), b: guessed(2, undefined, 2), c: guessed(1, undefined, 3) },
    { [CHECKED.id]: { tried: ["ceil_not_floor"], at: 4 } },
  );
  const two = {
    steps: { rules: ["ceil_not_floor"] },
    first: { rules: ["forgot_plus_one"] },
    none: { rules: ["x"] },
  };
  const again = ideasAgain(all, two);
  assert.deepEqual(
    again.map(({ name, slips }) => [name, slips]),
    [
      ["steps", 3],
      ["first", 1],
    ],
  );
  assert.deepEqual(again[0], { name: "steps", slips: 3, lessons: NAMES, isOpen: true });
  assert.deepEqual(
    storiesOf(all).map(({ lesson }) => lesson),
    ["output_size", "output_size", "output_size", "pooling"],
  );
});

test("the lesson to go on with is the last visited, or the next that is not done", () => {
  const lessons = ["a", "b", "c"];
  const done =
    (/** @type {string[]} */ ...names) =>
    (/** @type {string} */ lesson) =>
      names.includes(lesson);
  assert.equal(nextOf(lessons, undefined, done()), "a");
  assert.equal(nextOf(lessons, "b", done()), "b");
  assert.equal(nextOf(lessons, "b", done("b")), "c");
  assert.equal(nextOf(lessons, "c", done("c")), "a");
  assert.equal(nextOf(lessons, "gone", done("a")), "b");
  assert.equal(nextOf(lessons, "c", done("a", "b", "c")), null);
});

const KNOWN = ["why_cnn", "conv2d", "pooling"];

test("a file of progress comes back as it was, anything else is refused", () => {
  const all = {
    "pooling.answers": { why: { tried: ["right"] } },
    "conv2d.progress": { answered: 1, of: 8 },
    "course.visit": { lesson: "pooling" },
  };
  assert.deepEqual(fromFile(toFile(all), KNOWN), all);
  const file = (/** @type {unknown} */ kept, /** @type {unknown} */ version = 1) =>
    JSON.stringify({ kind: "cnn-course-progress", version, kept });
  const foreign = [{ "../x": {} }, { "pooling.answers": 3 }, { "pooling.answers": [] }];
  const kept = [null, [], {}, ...foreign, { "unknown.answers": {}, "course.visit": {} }].map((each) =>
    file(each),
  );
  for (const text of ["", "[]", "null", "3", '{"kept": {}}', ...kept, file(all, 99), file(all, null)])
    assert.equal(fromFile(text, KNOWN), null, text);
});

test("of a file only what this course knows is taken and counted", () => {
  const found = fromFile(toFile({ "pooling.answers": {}, "pooling.progress": {}, "old.answers": {} }), KNOWN);
  assert.deepEqual(found, { "pooling.answers": {}, "pooling.progress": {} });
  assert.equal(lessonsIn(found ?? {}), 1);
});

test("the cell that is worked out on the last page is the one of its lesson, with all nine products", () => {
  const chosen = /** @type {any} */ (withinLimits(settings, {}));
  const { products, sum, output } = stepOf(compute(chosen), chosen);
  const whole = `${writtenSum(products.values).replaceAll("\u00a0", " ")} = ${sum}, ${sum} + ${chosen.bias} = ${output}`;
  assert.ok(read("end/figure.js").includes(whole.replaceAll("-", "−")), whole);
});
