/** What a figure needs to be shown to others, the same on every page: the projector, a link and files, in one small menu. */

import { post, routeOf } from "../ask/asker.js";
import { createMenu } from "../controls/menu.js";
import { make } from "../dom/dom.js";
import { blobOf, fileStem, save } from "../dom/page.js";
import { framedAddress, isFramed } from "../settings/address.js";
import { asHex, shapesOf } from "./on_screen.js";
import { createProjector } from "./projector.js";
import { descriptionOf, someOf, svgText } from "./svg.js";

/** @import { Item } from "../controls/menu.js" */
/** @import { Film, Shown } from "./svg.js" */
/**
 * @typedef {object} Presented
 * @property {HTMLElement} field what a file shows
 * @property {HTMLElement} sentence what a file shows below it
 * @property {HTMLElement} code the line of code, which a file shows last and at whose end the menu stands
 * @property {() => string} [stem] the files' name without ending
 * @property {() => Film | null} [film] what an animation goes through from here; without it shows what is there
 * @property {(isFilming: boolean) => void} [onFilm] what passes now is no state that a visitor has come to
 * @property {() => Record<string, unknown>} noted what Python makes a notebook of
 * @property {() => Promise<Blob>} [file] what the code reads
 * @property {() => Record<string, unknown>} links the states that the text links to
 * @property {() => void} [onOpen] such as a pause
 */

const FILE_TIMEOUT_MS = 60_000; // the animation of a large input takes seconds

/** Put a text on the clipboard, also where a page is not served by https. @param {string} text @param {HTMLElement} place */
async function copy(text, place) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const field = make("textarea.unseen");
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
  const stage = field.closest(".stage") ?? field;
  const background = asHex(getComputedStyle(stage).backgroundColor) ?? "#ffffff";
  return { background, title: document.title };
}

/** What is on the screen as an SVG file. @param {Element[]} parts */
const svgOf = (parts) =>
  svgText({ ...shapesOf(parts), ...aboutOf(parts), language: document.documentElement.lang });

/** Shows every moment of a film as long as it is seen, and then what was there. @param {Kit} kit @param {Presented} presented @param {() => void} see */
async function playFilm(kit, { film, onFilm }, see) {
  const shown = film?.();
  if (!shown) return see();
  const before = kit.settings();
  onFilm?.(true);
  for (const value of someOf(shown.values)) {
    kit.set({ [shown.name]: value }, true);
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    see();
  }
  onFilm?.(false);
  kit.set(before, true);
}

/** What a file shows, one below the other. @param {Presented} presented */
const partsOf = ({ field, sentence, code }) => [
  field,
  ...sentence.querySelectorAll(".now"),
  ...code.querySelectorAll(".line"),
];

/** What is on the screen as Python draws it: this moment, or all that an animation goes through. @param {Kit} kit @param {"pdf" | "gif"} kind @param {Presented} presented */
async function described(kit, kind, presented) {
  /** @type {Shown[]} */
  const frames = [];
  const see = () => frames.push(shapesOf(partsOf(presented)));
  await (kind === "gif" ? playFilm(kit, presented, see) : see());
  return descriptionOf(frames, aboutOf(partsOf(presented)));
}

/** A file as text, packed by zlib. @param {Blob} file @returns {Promise<string>} */
async function packed(file) {
  const stream = file.stream().pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}

/** What Python makes a notebook of. @param {Presented} presented @param {boolean} isWhole of the whole lesson */
async function notedOf({ noted, file, links }, isWhole) {
  const carried = file ? { file: await packed(await file()) } : {};
  // Of a lesson whose code reads a file only this state's is there.
  return JSON.stringify({ ...noted(), ...carried, ...(isWhole && !file ? { links: links() } : {}) });
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

/** The line of HTML that shows what is on the screen in another page. @param {number} height of the figure */
function embedLine(height) {
  const frame = { src: framedAddress(location.href), title: document.title, width: "100%", height };
  return make("iframe", { ...frame, style: "border: 0" }).outerHTML;
}

/** Something to copy of what is on the screen. @param {Kit} kit @param {"link" | "embed"} name @param {() => string} text @param {() => HTMLElement} place @returns {Item} */
const copiedItem = (kit, name, text, place) => ({
  name: kit.label(`out.${name}`),
  choose: async (answer) => {
    const said = copy(text(), place()).then(
      () => `out.${name}_copied`,
      () => `out.${isFramed() ? "embed" : name}_failed`, // a frame has no address bar
    );
    answer.end(kit.label(await said));
  },
});

const KINDS = /** @type {const} */ (["png", "svg", "pdf", "gif", "ipynb", "lesson_ipynb"]);

/** A file: the browser draws the first two from the screen, Python makes the others of what it is told. @param {Kit} kit @param {typeof KINDS[number]} kind @param {string} lesson @param {Presented} presented @returns {Promise<{ file?: Blob, failure?: string }>} */
async function fileOf(kit, kind, lesson, presented) {
  const parts = partsOf(presented);
  if (kind === "svg") return { file: new Blob([svgOf(parts)], { type: "image/svg+xml" }) };
  if (kind === "png") return { file: await pixelsOf(parts) };
  const route = { ...routeOf(kit, lesson, kind, "out.failed"), timeout: FILE_TIMEOUT_MS };
  const isDrawn = kind === "pdf" || kind === "gif";
  const told = isDrawn ? described(kit, kind, presented) : notedOf(presented, kind === "lesson_ipynb");
  const { answer, failure } = await post(route, await told);
  return { file: answer && blobOf(answer), failure: failure?.message };
}

/** @param {Kit} kit @param {typeof KINDS[number]} kind @param {string} lesson @param {Presented} presented @returns {Item} */
const fileItem = (kit, kind, lesson, presented) => ({
  name: kit.label(`out.${kind}`),
  choose: async (answer) => {
    if (kind !== "png" && kind !== "svg") answer.wait(kit.label("out.making"));
    const plain = fileStem(lesson, {});
    const name = kind.startsWith("lesson")
      ? `${plain}-lesson.ipynb`
      : `${presented.stem?.() ?? plain}.${kind}`;
    const failed = () => ({ file: null, failure: kit.label("out.failed") });
    const { file, failure } = await fileOf(kit, kind, lesson, presented).catch(failed);
    if (file) save(file, name);
    answer.end(failure ?? kit.label("out.saved"));
  },
});

/** @param {HTMLElement} root of the figure @param {Kit} kit @param {string} lesson @param {Presented & import("./projector.js").Shown} presented */
export function createPresenting(root, kit, lesson, presented) {
  const { code, onOpen } = presented;
  const place = () => element;
  const height = () => element.closest(".stage-host")?.clientHeight ?? 0;
  const { toggle } = createProjector(root, kit, presented);
  /** @type {Item[]} */
  const items = [
    { name: kit.label("out.projector"), choose: toggle, isLast: true },
    copiedItem(kit, "link", () => location.href, place),
    copiedItem(kit, "embed", () => embedLine(height()), place),
    ...KINDS.map((kind) => fileItem(kit, kind, lesson, presented)),
  ];
  const { element } = createMenu(kit, kit.label("out.menu"), items, onOpen);
  code.append(element);
}
