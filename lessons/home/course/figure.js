/** Where to go on, how far the visitor is, and the way to take that along. */

import { make, setText } from "../../kit/dom/dom.js";
import { goTo, linkTo, save } from "../../kit/dom/page.js";
import { everything, keepsNothing, replaceEverything, whenKept } from "../../kit/dom/storage.js";
import { fromFile, LARGEST_FILE, lessonsIn, progressOf, toFile } from "../../kit/progress/figure.js";
import { nextIn } from "../path/figure.js";

const FILE = "cnn-course-progress.json";

/** @param {string} text @param {() => void} press */
const quiet = (text, press) => make("button.quiet", { onclick: press }, text);

/** Choose a file of progress and read it. @param {Kit} kit @param {() => string[]} lessons @param {(saying: string) => void} say */
function createImport(kit, lessons, say) {
  const input = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const all = file.size > LARGEST_FILE ? null : fromFile(await file.text(), lessons());
    if (!all) return say(kit.label("home.not_progress"));
    if (!replaceEverything(all)) return say(kit.label("home.not_stored"));
    say(kit.label("home.imported", { n: lessonsIn(all) }));
  });
  const press = quiet(kit.label("home.import"), () => input.click());
  return make("span", input, press);
}

/** Erase all, or bring back what was just erased. @param {Kit} kit @param {(saying: string) => void} say */
function createErase(kit, say) {
  /** @type {Record<string, object> | null} */
  let erased = null;
  const button = quiet("", () => {
    const [before, next] = [everything(), erased ?? {}];
    const done = erased ? "home.undone" : "home.erased";
    const isDone = replaceEverything(next);
    if (isDone && !erased) erased = before;
    show();
    say(kit.label(isDone ? done : "home.not_stored"));
  });
  /** What was erased comes back only as long as nothing new stands in its place. */
  const show = () => {
    if (Object.keys(everything()).length > 0) erased = null;
    setText(button, kit.label(erased ? "set.undo" : "home.erase"));
  };
  whenKept(show, kit.signal);
  show();
  return button;
}

/** @param {HTMLElement} root @param {Kit} kit @param {import("../path/figure.js").Course} first @returns {View} */
function build(root, kit, first) {
  let { lessons } = first;
  const names = () => lessons.map(({ name }) => name);
  const press = (/** @type {MouseEvent} */ event) => goTo(event, onward.pathname.slice(1));
  const onward = make("a.button.filled.onward", { onclick: press });
  const [done, spoken] = [make("p.done"), make("p.said.ruled", { role: "status" })];
  const say = (/** @type {string} */ saying) => setText(spoken, saying);
  const exported = () => new Blob([toFile(everything())], { type: "application/json" });
  const exporting = quiet(kit.label("home.export"), () => save(exported(), FILE));
  const ways = make("div.in-rows", exporting, createImport(kit, names, say), createErase(kit, say));
  const stopped = make("p");
  const others = first.further.slice(1).map(({ name, title }) => make("li", linkTo(name, title)));
  const already = make("ul.already", ...others);
  root.append(
    make("div.go-on.in-column.tinted", onward, stopped),
    make("div.others.card", make("b", kit.label("home.already")), already),
    make("div.kept.note", done, ways, spoken),
  );
  const paint = () => {
    const next = nextIn(lessons);
    const lesson = next ?? lessons[0];
    const { name, title, minutes = 0 } = lesson;
    const isBegun = names().some((each) => progressOf(each).isBegun);
    const label = next === null ? "home.again" : isBegun ? "home.go_on" : "home.start";
    const numbered = `${lessons.indexOf(lesson) + 1}\u2002${title}`;
    setText(onward, `${kit.label(label, { lesson: numbered })} →`);
    onward.href = `/${name.replaceAll("_", "-")}`;
    const { answered, of } = progressOf(name);
    const values = { k: answered, n: of, m: minutes };
    setText(stopped, kit.label(answered > 0 && next ? "home.stopped" : "home.about", values));
    const count = names().filter((each) => progressOf(each).isDone).length;
    setText(done, kit.label("nav.done", { k: count, n: lessons.length }));
  };
  if (keepsNothing()) say(kit.label("quiz.not_kept"));
  whenKept(paint, kit.signal);
  return {
    receive(data) {
      ({ lessons } = data);
      paint();
    },
  };
}

/** @type {Figure} */
export const figure = { settings: {}, build };
