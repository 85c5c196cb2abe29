/** What a figure does beyond its elements: behind the next frame, on another page, as a file. */

import { bytesOf } from "../arithmetic/grid.js";
import { make } from "./dom.js";

/** What waits, the newest of each. @type {Map<unknown, () => void>} */
const waiting = new Map();

/** Do this behind the next frame, for what follows a hand may wait until it has seen what it did; of what is for the same only the newest. @param {unknown} what its name, or the element it is for @param {() => void} task @param {boolean} [isAtOnce] now, in the place of what still waits */
export function afterPaint(what, task, isAtOnce = false) {
  if (isAtOnce) {
    waiting.delete(what);
    return task();
  }
  const isFirst = waiting.size === 0;
  waiting.set(what, task);
  if (!isFirst) return;
  requestAnimationFrame(() => setTimeout(doWhatWaits)); // all at once: no frame shows the half of it
}

/** At once, where what comes next reads what was to be written. */
export function doWhatWaits() {
  const tasks = [...waiting.values()];
  waiting.clear();
  for (const each of tasks) {
    try {
      each();
    } catch (error) {
      reportError(error); // one that throws keeps none of the others from the page
    }
  }
}

/** Call once something rests, as a hand does; of several calls only the newest. @param {AbortSignal} signal */
export function afterRest(signal) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const stop = () => clearTimeout(waiting);
  signal.addEventListener("abort", stop);
  const soon = (/** @type {number} */ ms, /** @type {() => void} */ call) => {
    stop();
    waiting = setTimeout(call, ms);
  };
  return { soon, stop };
}

/** The link under an event, if its address is written so from its beginning. @param {Event} event @param {string} start */
export function linkUnder(event, start) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  return link?.getAttribute("href")?.startsWith(start) ? link : null;
}

/** Whether the browser is asked to open a link in a place of its own. @param {MouseEvent} event */
export const isElsewhere = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey;

/** What a link wants of the page it leads to; there it is taken once. */
let wish = "";

export function takeWish() {
  const taken = wish;
  wish = "";
  return taken;
}

/** To another page as its links go: without loading everything again, so that nothing is lost. @param {MouseEvent} event on a link to that page @param {string} page such as "live-network" @param {string} [wanted] there, such as "draw" @returns {boolean} whether it goes; else the browser follows the link itself */
export function goTo(event, page, wanted = "") {
  if (isElsewhere(event) || event.altKey) return false;
  const link = document.querySelector(`a[data-testid="stPageLink-NavLink"][href="${page}"]`);
  if (!(link instanceof HTMLElement)) return false;
  event.preventDefault();
  wish = wanted;
  link.click();
  return true;
}

/** A link that goes to a page as its own links do. @param {string} lesson such as "live_network" @param {...(Node | string)} content */
export function linkTo(lesson, ...content) {
  const page = lesson.replaceAll("_", "-");
  return make("a", { href: `/${page}`, onclick: (event) => goTo(event, page) }, ...content);
}

/** @param {Blob} file @param {string} name */
export function save(file, name) {
  const url = URL.createObjectURL(file);
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // a browser may still be reading it
}

/** The file that Python has drawn. @param {{ base64: string, type: string }} made */
export function blobOf({ base64, type }) {
  const bytes = bytesOf(base64);
  return new Blob([bytes], { type });
}

/**
 * A file's name without its ending, from the arguments of the layer: "convolution-k3-s1-p1".
 * @param {string} lesson
 * @param {Record<string, string | number | readonly number[]>} settings by PyTorch's names; pairs as (height, width)
 */
export function fileStem(lesson, settings) {
  const parts = Object.entries(settings).map(([name, value]) => {
    const sides = Array.isArray(value) ? [...new Set(value)] : [value];
    return `${name[0]}${sides.length === 1 || sides[0] === sides[1] ? sides[0] : sides.join("x")}`;
  });
  return [lesson.replaceAll("_", "-"), ...parts].join("-");
}
