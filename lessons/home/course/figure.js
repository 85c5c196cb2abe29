// @ts-check
/** Where to go on, how far the visitor is, and the way to take that along. */

import { save } from "../../kit/export/download.js";
import { everything, recall, replaceEverything, whenKept } from "../../kit/page/kept.js";
import { goTo } from "../../kit/page/page_link.js";
import { fromFile, LARGEST_FILE, nextOf, progressOf, toFile } from "../../kit/progress/state.js";
import { make } from "../../kit/stage/dom.js";

/**
 * @typedef {import("../../kit/stage/entry.js").Kit} Kit
 * @typedef {{ name: string, title: string }} Listed a lesson: its title with its number
 * @typedef {{ lessons: Listed[] }} Data
 */

const FILE = "cnn-course-progress.json";

/** @param {string} text @param {() => void} press */
const quiet = (text, press) => make("button", { type: "button", class: "quiet", onclick: press }, text);

/** Choose a file of progress and read it. @param {Kit} kit @param {(saying: string) => void} say */
function createImport(kit, say) {
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const all = file.size > LARGEST_FILE ? null : fromFile(await file.text());
    if (!all) return say(kit.label("home.not_progress"));
    replaceEverything(all);
    const lessons = new Set(Object.keys(all).map((name) => name.split(".")[0]));
    lessons.delete("course");
    say(kit.label("home.imported", { n: lessons.size }));
  });
  return make(
    "span",
    {},
    input,
    quiet(kit.label("home.import"), () => input.click()),
  );
}

/** Erase all, or bring back what was just erased. @param {Kit} kit @param {(saying: string) => void} say */
function createErase(kit, say) {
  /** @type {Record<string, object> | null} */
  let erased = null;
  const button = quiet("", () => {
    if (erased) {
      replaceEverything(erased);
      erased = null;
      say(kit.label("home.undone"));
    } else {
      erased = everything();
      replaceEverything({});
      say(kit.label("home.erased"));
    }
    show();
  });
  const show = () => {
    button.textContent = kit.label(erased ? "home.undo" : "home.erase");
  };
  show();
  return button;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../../kit/stage/entry.js").View} */
function build(root, kit, first) {
  let { lessons } = first;
  const onward = make("a", { class: "button onward" });
  onward.addEventListener("click", (event) => goTo(event, onward.pathname.slice(1)));
  const [done, spoken] = [make("p", { class: "done" }), make("p", { class: "said", role: "status" })];
  /** @param {string} saying */
  const say = (saying) => {
    spoken.textContent = saying;
  };
  const ways = make(
    "div",
    { class: "ways" },
    quiet(kit.label("home.export"), () =>
      save(new Blob([toFile(everything())], { type: "application/json" }), FILE),
    ),
    createImport(kit, say),
    createErase(kit, say),
  );
  root.append(
    make("div", { class: "progress-row" }, onward, make("div", { class: "words" }, done, spoken), ways),
  );
  const paint = () => {
    const names = lessons.map(({ name }) => name);
    const last = recall("course", "visit").lesson;
    const next = nextOf(names, last, (name) => progressOf(name).isDone);
    const { name, title } = lessons.find((each) => each.name === (next ?? names[0])) ?? lessons[0];
    const isBegun = names.some((each) => progressOf(each).isBegun);
    const label = next === null ? "home.again" : isBegun ? "home.go_on" : "home.start";
    onward.textContent = `${kit.label(label, { lesson: title })} →`;
    onward.href = `/${name.replaceAll("_", "-")}`;
    const count = names.filter((each) => progressOf(each).isDone).length;
    done.textContent = kit.label("nav.done", { k: count, n: names.length });
  };
  whenKept(paint, kit.signal);
  return {
    paint: () => {},
    refuse: () => {},
    receive(data) {
      ({ lessons } = data);
      paint();
    },
  };
}

/** @type {import("../../kit/stage/entry.js").Figure} */
export const figure = { settings: {}, build };
