/** The note's network trained in the browser, drawn: its filters with their maps, ten digits with what the net says of each, the curves and the film of the run. */

import { bytesOf } from "../kit/arithmetic/grid.js";
import { argmax } from "../kit/arithmetic/scores.js";
import { showCode } from "../kit/code/figure.js";
import { make, setText } from "../kit/dom/dom.js";
import { goTo } from "../kit/dom/page.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { leaveAt } from "../kit/figure/settings_store.js";
import { drawPixels } from "../kit/grid/map.js";
import { greyPixels } from "../kit/grid/scale.js";
import { canHand, handNet, TRAINED } from "../kit/pictures/nets.js";
import { lastOwnPicture } from "../kit/pictures/upload.js";
import { movedBy, PIXELS, pictureOf } from "./model/digits.js";
import * as limits from "./model/limits.js";
import { setupOf } from "./model/limits.js";
import { NETS } from "./model/nets.js";
import { compute, session } from "./model/session.js";
import { read } from "./model/trainer.js";
import * as words from "./model/words.js";
import { createControls, createTransport } from "./view/controls.js";
import { createFilm } from "./view/film.js";
import { createFilters } from "./view/filters.js";

/** @import { Numbers } from "./model/session.js" */

/** @typedef {{ name: string, picture: Grid, answer: number, is: number | null }} Told what the net says, and what it is */

/** One digit, and what the net says of it. @param {Kit} kit @param {string} name */
function createTile(kit, name) {
  const canvas = make("canvas", { "aria-hidden": true });
  const said = make("span");
  const element = make("button.digit", { onclick: () => kit.set({ picture: name }) }, canvas, said);
  return {
    element,
    /** @param {Told} told @param {boolean} isChosen */
    show({ picture, answer, is }, isChosen) {
      const kind = is === null ? "own" : answer === is ? "right" : "wrong";
      const n = answer < 0 ? "–" : answer; // no score of a net that has run away is the highest
      drawPixels(canvas, picture, greyPixels());
      setText(said, `${{ own: "", right: "✓ ", wrong: "✗ " }[kind]}${n}`);
      said.classList.toggle("strong", kind === "right");
      element.setAttribute("aria-label", kit.label(`training.digit_${kind}`, { d: is ?? "", n }));
      element.setAttribute("aria-pressed", String(isChosen));
    },
  };
}

/** @param {Kit} kit @param {string[]} names of the pictures */
function createDigits(kit, names) {
  const note = make("span.note");
  const head = make("p.panel-head", make("b", kit.label("training.ten")), " ", note);
  const tiles = names.map((name) => createTile(kit, name));
  const row = make("div.digits", { role: "group", "aria-label": kit.label("training.ten") }, ...tiles);
  return {
    element: make("section.panel", head, row),
    /** @param {Told[]} all @param {string} chosen @param {import("./model/limits.js").Setup} setup */
    show(all, chosen, { moved, net }) {
      const right = kit.label(net === "dense" ? "training.ten_right_dense" : "training.ten_right", {
        n: all.filter(({ answer, is }) => answer === is).length,
      });
      setText(note, moved ? `${kit.label("training.ten_moved", { k: moved })} ${right}` : right);
      all.forEach((told, at) => {
        tiles[at].show(told, told.name === chosen);
      });
    },
  };
}

/** By page, its figure and the settings that choose the net. @type {Record<string, [figure: string, settings: Record<string, string>]>} */
const PAGES = {
  "live-network": ["live_network", { filters: TRAINED }],
  gradient: ["gradient", { input: "digit", net: TRAINED }],
};

/** From a moment of the film to the pages that show a net: they open with these filters. @param {Kit} kit */
function createOnward(kit) {
  /** @type {Numbers} */
  let shown;
  const links = Object.entries(PAGES).map(([page, [figure, settings]]) => {
    const href = `/${page}?${new URLSearchParams({ lang: kit.language, ...settings })}`;
    const link = make("a", { href }, kit.label(`training.open_${page}`));
    link.addEventListener("click", (event) => {
      const { now, setup } = shown;
      handNet(now.weights, { update: now.update, seed: setup.seed, named: now.unseen?.named ?? null });
      if (goTo(event, page)) leaveAt(figure, settings);
    });
    return link;
  });
  const element = make("span.onward.in-rows.pushed", kit.label("training.open"), ...links);
  return {
    element,
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { now, setup } = numbers;
      element.hidden = setup.net === "dense" || !canHand(now.weights);
    },
  };
}

const CODE_SHOWS = 8; // updates: code.py
const USUAL = "3"; // the digit whose maps are shown where the visitor has none of his own

/** @param {string} packed @returns {import("./model/digits.js").Digits} */
function unpacked(packed) {
  const pixels = bytesOf(packed);
  return { pixels, classes: Uint8Array.from({ length: pixels.length / PIXELS }, (_, digit) => digit) };
}

/** Ten digits, moved as the run moves them, and the visitor's own if there is one. @param {import("./model/digits.js").Digits} ten @param {number} reach */
function picturesOf(ten, reach) {
  const moved = movedBy(ten, reach);
  /** @type {{ name: string, picture: Grid, is: number | null }[]} */
  const pictures = Array.from(ten.classes, (is) => ({ name: String(is), picture: pictureOf(moved, is), is }));
  const own = lastOwnPicture();
  if (own) {
    const digits = { pixels: Uint8Array.from(own), classes: Uint8Array.of(0) };
    pictures.push({ name: "own", picture: pictureOf(digits, 0), is: null });
  }
  return pictures;
}

/** What stands behind the code as soon as this run has come so far. @param {Scene} scene */
function showPrinted({ now, answer, failure, again }) {
  const at = /** @type {Numbers} */ (now).film.find(({ update }) => update === CODE_SHOWS)?.unseen;
  const code = answer && { ...answer, printed: at && !now.isOther ? [at.loss.toFixed(4)] : ["?"] };
  showCode("training", { answer: /** @type {any} */ (code), failure, again, isAsked: false });
}

/** Show what comes of the run. @param {Kit} kit @param {(reached: number) => void} advance */
function hear(kit, advance) {
  const run = session();
  run.onReport = (update) => {
    if (update < 0) return advance(run.reached); // nothing else has changed
    const { film, reached } = run;
    const stood = kit.settings().update;
    const before = film[film.length - 2]?.update ?? 0;
    // The film stays where it was scrubbed to; whoever stands at its end goes on with it. Where another run is set, the
    // update is where that one will stop.
    if (stood >= before && run.isOf(setupOf(kit.settings())))
      kit.set({ update: Math.min(update, reached) }, true);
    else kit.repaint();
  };
  kit.signal.addEventListener("abort", () => Object.assign(run, { onReport() {} }));
}

/** @param {Kit} kit @param {LessonHands} hands @param {{ ten: string }} data @returns {LessonView} */
function createView(kit, hands, { ten }) {
  const digitsOfTen = unpacked(ten);
  const onward = createOnward(kit);
  const filters = createFilters(kit, onward.element);
  const digits = createDigits(
    kit,
    picturesOf(digitsOfTen, 0).map(({ name }) => name),
  );
  const film = createFilm(kit, (update) => {
    transport.stop();
    kit.set({ update });
  });
  const controls = createControls(kit, hands);
  const transport = createTransport(kit, controls.button);
  const field = make("div.field.training.in-column", filters, digits, film);
  hear(kit, transport.advance);
  return {
    field,
    grids: { filter: filters.grids },
    options: controls,
    walk: transport,
    takeKey: transport.takeKey,
    file: () => session().save(setupOf(kit.settings())),
    show(scene) {
      const { chosen } = scene;
      const numbers = /** @type {Numbers} */ (scene.now);
      const { now, setup } = numbers;
      const { parametersOf, mapsShown } = NETS[setup.net];
      const parameters = parametersOf(now.weights);
      const told = picturesOf(digitsOfTen, setup.moved).map((each) => {
        const pass = read(parameters, each.picture, setup);
        return { ...each, pass, answer: argmax(pass.scores) };
      });
      const chosenOne = told.find(({ name }) => name === chosen.picture) ?? told[Number(USUAL)];
      const maps = mapsShown(now.weights, chosenOne.picture, chosenOne.pass);
      filters.show(numbers, maps, chosen.numbers === 1);
      digits.show(told, chosenOne.name, setup);
      film.show(numbers);
      transport.show(numbers);
      onward.show(numbers);
      showPrinted(scene);
    },
  };
}

/** The film of the run, as far as it has come. @param {unknown} _chosen @param {import("./model/session.js").Numbers} now */
const film = (_chosen, { film: checkpoints }) => ({
  name: "update",
  values: checkpoints.map(({ update }) => update),
});

export const figure = lessonFigure({
  ...{ name: "training", ...limits, ...words, compute, film, asksAhead: true, createView },
  isSilent: () => session().state === "training",
});
