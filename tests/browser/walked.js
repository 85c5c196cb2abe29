// What a walk reads of the lessons beside the grids, and what it waits for.

import { everywhere } from "./everywhere.js";

/** @param {any} root @param {string} selector @returns {any[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)];
/** @param {any} root @param {string} selector @returns {string[]} */
const texts = (root, selector) => all(root, selector).map((one) => one.textContent);

/** What stands around the grids of every lesson: its settings, its step, and its line of PyTorch. @param {string} own */
export function around(own) {
  const [root] = everywhere(`[data-figure=${own}]`);
  const sliders = all(root, ".setting input[type=range]").map((range) => [
    range.ariaLabel,
    range.closest(".setting").querySelector("output").textContent,
  ]);
  const values = all(root, "[role=group]:has(> .value, > .row > .value)").map((group) => [
    group.ariaLabel,
    group.closest("[hidden]") ? "" : group.querySelector(".value").textContent,
  ]);
  return {
    settings: [...sliders, ...values],
    track: all(root, ".scrub").map((range) => [range.value, range.max])[0],
    count: texts(root, ".bar .count")[0] ?? "",
    lead: texts(root, ".sentence .lead")[0] ?? "",
    legends: all(root, ".legend").map((one) => [...one.children].map((part) => part.textContent)),
    line: [".shape", "code", ".result-shape"]
      .map((one) => root.querySelector(`.code-line ${one}`))
      .map((one) => one?.dataset.code || one?.textContent || ""),
  };
}

/** Whether a figure that plays has moved on from a step, or has stopped. @param {string} before @param {string[]} pauses what its button says while it plays */
export function hasMovedOn(before, pauses) {
  const now = new URLSearchParams(location.search).get("step");
  return now !== before || !everywhere("button").some((button) => pauses.includes(button.textContent));
}

/** Whether a photo of this size has come to /convolution. @param {string} height @param {string} width */
export function hasPhoto(height, width) {
  const asked = new URLSearchParams(location.search);
  return asked.get("input") === "photo" && asked.get("height") === height && asked.get("width") === width;
}

/** Words without what is written small among them. @param {HTMLElement} words */
export function withoutSmall(words) {
  const copy = /** @type {HTMLElement} */ (words.cloneNode(true));
  for (const name of copy.querySelectorAll("small")) name.remove();
  return copy.textContent;
}

/** The sizes of /output-size, its formula, and where its windows start. @param {HTMLElement} root */
export function outputSize(root) {
  const named = (/** @type {string} */ selector) =>
    all(root, selector).map((one) => one.getAttribute("aria-label"));
  return {
    size: texts(root, ".size")[0],
    worked: texts(root, ".worked b"),
    chips: texts(root, ".formula .chip"),
    windows: texts(root, ".start").length,
    starts: named(".start:not(.outside)"),
    never: named(".px.never"),
    first: named(".px.pixel")[0],
    last: named(".px.pixel").at(-1),
    refusal: texts(root, ".torch-words")[0],
  };
}

/** What /neuron says besides its grids. @param {HTMLElement} root */
export const neuron = (root) => ({
  came: all(root, ".output [role=gridcell]").map((cell) => cell.dataset.below ?? ""),
  chain: texts(root, ".chain .handed, .chain .round, .chain .now").slice(1, 6),
  totals: texts(root, "td.total"),
  sentence: texts(root, ".now").join(" "),
  grids: Object.fromEntries(
    all(root, "table.numbers").map((table) => [table.className.split(" ")[1], texts(table, "td")]),
  ),
});

/** Of each cell of /pooling's outputs its place, whether it is the winner, and what stands below its number. @param {string[]} names of the outputs */
export function winners(...names) {
  const [root] = everywhere("[data-figure=pooling]");
  return names.map((name) =>
    all(root, `[role=grid][aria-label="${name}"] [role=gridcell]`).map((cell) => [
      ...cell.id.split("-").slice(2).map(Number),
      cell.classList.contains("winner"),
      cell.getAttribute("aria-description") ?? "",
    ]),
  );
}

/** What stands in the row of each net of /why-cnn. @param {HTMLElement} root */
export const nets = (root) =>
  all(root, ".net").map((net) => ({
    shares: texts(net, ".shares span").map((share) => share.split(" ").at(-1)),
    verdict: net.querySelector(".net-verdict").textContent,
    percent: net.querySelector(".percent").textContent,
    range: net.querySelector(".range").textContent,
  }));

/** Which run the film of /training is of, and the moment that is shown: what stands on the screen is read from the screen. @param {string} session @param {string} store modules of the course */
export async function filmed(session, store) {
  const [{ compute }, { lastOf }] = await Promise.all(
    [session, store].map((each) => import(location.origin + each)),
  );
  const { setup, now } = compute(lastOf("training"));
  return { setup, update: now.update };
}
