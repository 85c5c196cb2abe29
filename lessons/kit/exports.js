// @ts-check
/** The menu "…" of a figure: a link to what is on the screen, and files of it. */

import { receive, request, save } from "./download.js";
import { Menu } from "./menu.js";
import { shapesOf } from "./on_screen.js";
import { svgText } from "./svg.js";

/**
 * @typedef {object} Subject what is exported
 * @property {HTMLElement} field what an SVG shows
 * @property {() => string} stem the files' name without ending
 * @property {() => unknown} state the plain numbers Python draws from
 * @property {() => void} [onOpen] such as a pause
 * @property {() => void} project show it on a projector
 */

/** Put a text on the clipboard, also where a page is not served by https. @param {string} text @param {HTMLElement} place */
async function copy(text, place) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const field = document.createElement("textarea");
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

/** @param {import("./entry.js").Kit} kit @param {Subject} subject */
export function createExports(kit, { field, stem, state, onOpen, project }) {
  /** @param {string} kind @param {string} name @returns {import("./menu.js").Item} */
  const fromPython = (kind, name) => ({
    name: kit.label(name),
    choose: (answer) => {
      answer.wait(kit.label("out.making"));
      request(kit.send, kind, `${stem()}.${kind}`, state(), (isSaved) =>
        answer.end(kit.label(isSaved ? "out.saved" : "out.failed")),
      );
    },
  });
  /** @type {import("./menu.js").Item} */
  const link = {
    name: kit.label("out.link"),
    choose: async (answer) => {
      const said = copy(location.href, element).then(
        () => "out.link_copied",
        () => "out.link_failed",
      );
      answer.end(kit.label(await said));
    },
  };
  /** @type {import("./menu.js").Item} */
  const svg = {
    name: kit.label("out.svg"),
    choose: (answer) => {
      save(new Blob([svgOf(field)], { type: "image/svg+xml" }), `${stem()}.svg`);
      answer.end(kit.label("out.saved"));
    },
  };
  /** @type {import("./menu.js").Item} */
  const projector = { name: kit.label("out.projector"), choose: project, isLast: true };
  const items = [
    projector,
    link,
    fromPython("png", "out.png"),
    fromPython("pdf", "out.pdf"),
    svg,
    fromPython("gif", "out.gif"),
  ];
  const { element } = new Menu(kit, kit.label("out.menu"), items, onOpen);
  return { element, receive };
}
