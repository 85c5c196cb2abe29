/** The menu "…" of a figure: a link to what is on the screen, and files of it. */

import { post, routeOf } from "../ask/post.js";
import { Menu } from "../controls/menu.js";
import { make } from "../dom/dom.js";
import { blobOf, fileStem, save } from "../dom/save_file.js";
import { framedAddress } from "../settings/framed.js";
import { descriptionOf } from "./frames.js";
import { shapesOf } from "./on_screen.js";
import { svgText } from "./svg.js";

/**
 * @typedef {object} Subject what is exported
 * @property {string} lesson
 * @property {() => Element[]} parts what a file shows, one below the other
 * @property {() => string} stem the files' name without ending
 * @property {(see: () => void) => Promise<void>} play goes through what an animation shows, and calls when each moment is to be seen
 * @property {(isWhole: boolean) => Promise<unknown>} noted what Python makes a notebook of, perhaps of the whole lesson
 * @property {() => void} [onOpen] such as a pause
 * @property {() => void} project show it on a projector
 */

const FILE_TIMEOUT_MS = 60_000; // the animation of a large input takes seconds

/** Put a text on the clipboard, also where a page is not served by https. @param {string} text @param {HTMLElement} place */
async function copy(text, place) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const field = make("textarea");
  field.value = text;
  place.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!isCopied) throw new Error("the browser did not copy");
}

/** What stands behind all that is drawn, and what it is called. @param {Element[]} parts */
function aboutOf([field]) {
  const stage = field.closest(".stage-host") ?? field;
  const background = getComputedStyle(stage).getPropertyValue("--surface").trim() || "#ffffff";
  return { background, title: document.title };
}

/** What is on the screen as an SVG file. @param {Element[]} parts */
function svgOf(parts) {
  return svgText({ ...shapesOf(parts), ...aboutOf(parts), language: document.documentElement.lang });
}

/** What is on the screen as Python draws it: this moment, or all that an animation goes through. @param {"pdf" | "gif"} kind @param {Subject} subject */
async function described(kind, { parts, play }) {
  /** @type {import("./frames.js").Shown[]} */
  const frames = [];
  const see = () => frames.push(shapesOf(parts()));
  await (kind === "gif" ? play(see) : see());
  return descriptionOf(frames, aboutOf(parts()));
}

/** The same as pixels, two for each of the screen's. @param {Element[]} parts @returns {Promise<Blob>} */
async function pixelsOf(parts) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svgOf(parts))}`;
  await image.decode();
  const canvas = make("canvas", { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((file) => (file ? done(file) : fail(new Error("no pixels")))),
  );
}

/** @import { Item } from "../controls/menu.js" */

/** The line of HTML that shows what is on the screen in another page. @param {number} height of the figure */
function embedLine(height) {
  const frame = make("iframe", { src: framedAddress(location.href), title: document.title });
  frame.width = "100%";
  frame.height = String(height);
  frame.setAttribute("style", "border: 0");
  return frame.outerHTML;
}

/** Something to copy of what is on the screen. @param {import("../dom/kit.js").Kit} kit @param {"link" | "embed"} name @param {() => string} text @param {() => HTMLElement} place @returns {Item} */
function copiedItem(kit, name, text, place) {
  return {
    name: kit.label(`out.${name}`),
    choose: async (answer) => {
      const said = copy(text(), place()).then(
        () => `out.${name}_copied`,
        () => `out.${name}_failed`,
      );
      answer.end(kit.label(await said));
    },
  };
}

/** A file that the browser draws from the screen. @param {import("../dom/kit.js").Kit} kit @param {"png" | "svg"} kind @param {Subject} subject @returns {Item} */
function drawnItem(kit, kind, { parts, stem }) {
  const draw = async () =>
    kind === "svg" ? new Blob([svgOf(parts())], { type: "image/svg+xml" }) : pixelsOf(parts());
  return {
    name: kit.label(`out.${kind}`),
    choose: (answer) =>
      draw().then(
        (file) => {
          save(file, `${stem()}.${kind}`);
          answer.end(kit.label("out.saved"));
        },
        () => answer.end(kit.label("out.failed")),
      ),
  };
}

/** A file that Python makes of what it is told. @param {import("../dom/kit.js").Kit} kit @param {"pdf" | "gif" | "ipynb" | "lesson_ipynb"} kind @param {Subject} subject @param {() => string | Promise<string>} told @returns {Item} */
function askedItem(kit, kind, { lesson, stem }, told) {
  const said = { fallbackMessage: kit.label("out.failed"), timeout: FILE_TIMEOUT_MS };
  const route = { ...routeOf(kit, lesson, kind), ...said };
  return {
    name: kit.label(`out.${kind}`),
    choose: async (answer) => {
      answer.wait(kit.label("out.making"));
      const name = kind === "lesson_ipynb" ? `${fileStem(lesson, {})}-lesson.ipynb` : `${stem()}.${kind}`;
      const { answer: made, failure } = await post(route, await told());
      if (made) save(blobOf(made), name);
      answer.end(failure?.message ?? kit.label("out.saved"));
    },
  };
}

/** @param {import("../dom/kit.js").Kit} kit @param {Subject} subject */
export function createExports(kit, subject) {
  const { noted, onOpen, project } = subject;
  const drawn = (/** @type {"pdf" | "gif"} */ kind) =>
    askedItem(kit, kind, subject, () => described(kind, subject));
  const notebook = (/** @type {"ipynb" | "lesson_ipynb"} */ kind) =>
    askedItem(kit, kind, subject, async () => JSON.stringify(await noted(kind === "lesson_ipynb")));
  const pictures = [
    drawnItem(kit, "png", subject),
    drawnItem(kit, "svg", subject),
    drawn("pdf"),
    drawn("gif"),
  ];
  /** @type {Item} */
  const projector = { name: kit.label("out.projector"), choose: project, isLast: true };
  const link = copiedItem(
    kit,
    "link",
    () => location.href,
    () => element,
  );
  const embed = copiedItem(
    kit,
    "embed",
    () => embedLine(element.closest(".stage-host")?.clientHeight ?? 0),
    () => element,
  );
  const items = [projector, link, embed, ...pictures, notebook("ipynb"), notebook("lesson_ipynb")];
  const { element } = new Menu(kit, kit.label("out.menu"), items, onOpen);
  return { element };
}
