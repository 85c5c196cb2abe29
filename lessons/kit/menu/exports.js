// @ts-check
/** The menu "…" of a figure: a link to what is on the screen, and files of it. */

import { post } from "../ask/post.js";
import { Menu } from "../controls/menu.js";
import { make } from "../dom/dom.js";
import { save } from "../dom/save_file.js";
import { framedAddress } from "../settings/framed.js";
import { blobOf } from "./download.js";
import { shapesOf } from "./on_screen.js";
import { svgText } from "./svg.js";

/**
 * @typedef {object} Subject what is exported
 * @property {string} lesson
 * @property {HTMLElement} field what an SVG shows
 * @property {() => string} stem the files' name without ending
 * @property {() => unknown} [state] the plain numbers Python draws from; without it files show what is on the screen
 * @property {() => unknown} noted what Python makes a notebook of
 * @property {() => void} [onOpen] such as a pause
 * @property {() => void} project show it on a projector
 */

const PATIENCE = 60_000; // ms: the animation of a large input takes seconds

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

/** What is on the screen as an SVG file. @param {HTMLElement} field */
export function svgOf(field) {
  const stage = field.closest(".stage-host") ?? field;
  const background = getComputedStyle(stage).getPropertyValue("--surface").trim() || "#ffffff";
  const language = document.documentElement.lang;
  return svgText({ ...shapesOf(field), background, title: document.title, language });
}

/** The same as pixels, two for each of the screen's. @param {HTMLElement} field @returns {Promise<Blob>} */
async function pixelsOf(field) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svgOf(field))}`;
  await image.decode();
  const canvas = make("canvas", { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((file) => (file ? done(file) : fail(new Error("no pixels")))),
  );
}

/** @typedef {import("../controls/menu.js").Item} Item */

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
function drawnItem(kit, kind, { field, stem }) {
  const draw = async () =>
    kind === "svg" ? new Blob([svgOf(field)], { type: "image/svg+xml" }) : pixelsOf(field);
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

/** A file that Python makes from the figure's numbers. @param {import("../dom/kit.js").Kit} kit @param {"png" | "pdf" | "gif" | "ipynb"} kind @param {Subject} subject @param {() => unknown} state @returns {Item} */
function askedItem(kit, kind, { lesson, stem }, state) {
  const { language, signal } = kit;
  const route = {
    lesson,
    question: kind,
    language,
    failed: kit.label("out.failed"),
    signal,
    patience: PATIENCE,
  };
  return {
    name: kit.label(`out.${kind}`),
    choose: async (answer) => {
      answer.wait(kit.label("out.making"));
      const name = `${stem()}.${kind}`;
      const { answer: made, failure } = await post(route, JSON.stringify(state()));
      if (made) save(blobOf(made), name);
      answer.end(failure?.message ?? kit.label("out.saved"));
    },
  };
}

/** @param {import("../dom/kit.js").Kit} kit @param {Subject} subject */
export function createExports(kit, subject) {
  const { state, noted, onOpen, project } = subject;
  const svg = drawnItem(kit, "svg", subject);
  const files = state
    ? [askedItem(kit, "png", subject, state), askedItem(kit, "pdf", subject, state), svg]
    : [drawnItem(kit, "png", subject), svg];
  if (state) files.push(askedItem(kit, "gif", subject, state));
  files.push(askedItem(kit, "ipynb", subject, noted));
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
  const items = [projector, link, embed, ...files];
  const { element } = new Menu(kit, kit.label("out.menu"), items, onOpen);
  return { element };
}
