/** The sliding window, drawn: the numbers of a small input, from input to output, or the maps of a photo; and the settings. */

import { OWN } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { make } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { createPictureAsker, createUpload } from "../kit/pictures/upload.js";
import * as limits from "./model/limits.js";
import { isOnItsWay, kernelLimits, withInput } from "./model/limits.js";
import { computeIfHere } from "./model/numbers.js";
import { isPhoto, OWN_PHOTO, photoOf, takePhoto } from "./model/presets.js";
import * as words from "./model/words.js";
import { createGridField } from "./view/grid_field.js";
import { createPhotoField } from "./view/photo_field.js";

/** @import { Settings } from "./model/limits.js" */

const FASTEST = 4; // steps a second up to which an eye can follow

/** @param {Kit} kit @param {HTMLElement} stage @param {import("../kit/figure/sentence.js").SentenceView} sentence */
function createPhotoSource(kit, stage, sentence) {
  let asked = "";
  /** A sample that has not come is asked for once more; a file is chosen once more. @param {string} saying @param {string} [reason] */
  const refuse = (saying, reason) => {
    const again = () => {
      asked = "";
      kit.repaint();
    };
    const isSample = asked !== "" && !reason;
    sentence.refuse(saying, isSample ? { name: kit.label("state.try_again"), go: again } : undefined);
  };
  const asker = createPictureAsker(kit, "convolution", sentence.remark, refuse);
  const showOwn = () => {
    const before = kit.settings().kernel_size;
    kit.set(withInput(kit.settings(), OWN_PHOTO));
    const [h, w] = kit.settings().kernel_size;
    const isFitted = h < before[0] || w < before[1];
    sentence.remark(kit.label(isFitted ? "conv.kernel_fitted" : "conv.photo_private", { h, w }));
  };
  /** @param {import("../kit/pictures/upload.js").Handed} handed */
  const take = async (handed) => {
    const photo = await asker.ask(handed);
    if (!photo) return;
    takePhoto(photo);
    if (photo.name === OWN_PHOTO) showOwn();
    else kit.repaint();
  };
  const { element, open } = createUpload(kit, stage, (body, name) => {
    asked = "";
    take({ question: "photo", body, name });
  });
  const left = asker.left();
  if (left?.question === "photo") take(left); // a sample is asked for as soon as it is to be shown
  return {
    ...{ element, open },
    /** Ask for a sample, once. @param {string} name */
    ask(name) {
      if (asked === name) return;
      asked = name;
      take({ question: "sample", body: JSON.stringify(name), name });
    },
  };
}

/** @typedef {ReturnType<typeof createPhotoSource>} PhotoSource */

/** One side of the kernel alone. @param {0 | 1} axis @returns {Special} */
const kernelSide = (axis) => ({
  ...{ control: "stepper", label: axis === 0 ? "set.kernel_height" : "set.kernel_width", more: true },
  value: ({ kernel_size }) => kernel_size[axis],
  change: (value, { kernel_size }) => ({ kernel_size: kernel_size.with(axis, value) }),
  limits: (chosen) => kernelLimits(chosen, [axis]),
});

/** Numbers, a sample photo, or the visitor's own one. @param {Kit} kit @param {LessonHands} hands @param {PhotoSource} source @returns {Control} */
function inputValues(kit, { control }, source) {
  const choice = control("input", {
    options: (names) => [
      ...names.filter(([name]) => !isPhoto(name)),
      { name: kit.label("input.photos"), options: names.filter(([name]) => isPhoto(name)) },
    ],
    change(input, chosen) {
      const isMissing = input === OWN_PHOTO && !photoOf(OWN_PHOTO);
      if (isMissing) source.open();
      return isMissing || input === OWN ? null : withInput(chosen, input);
    },
  });
  return { ...choice, element: make("div.pick.with-upload.more.in-row.at-bottom", choice, source) };
}

/** @param {Kit} kit @param {LessonHands} hands @param {PhotoSource} source */
function createControls(kit, hands, source) {
  const { control } = hands;
  const ofPhoto = {
    fixed: (/** @type {Settings} */ { input }) => (isPhoto(input) ? "conv.photo_size" : null),
  };
  const sides = ["height", "width"].map((name) => control(name, ofPhoto));
  const kernel = control("kernel_size", {
    ...{ value: (chosen) => Math.max(...chosen.kernel_size), limits: kernelLimits }, // both sides at once
    change: (value) => ({ kernel_size: [value, value] }),
    write: ({ kernel_size: [height, width] }) => (height === width ? String(height) : `${height}×${width}`),
  });
  const kernelSides = [kernelSide(0), kernelSide(1)].map((side) => control("kernel_size", side));
  return createSettings(kit, control, [
    [kernel, "stride", "padding", "dilation", "bias"],
    ["kernel", inputValues(kit, hands, source), "padding_mode", ...sides, ...kernelSides],
  ]);
}

/** The place of the field: the numbers of a small input, or the maps of a photo, never both. @param {Kit} kit @param {LessonHands} hands */
function createFields(kit, hands) {
  const fields = { grid: createGridField(kit, hands), photo: createPhotoField(kit, hands) };
  const element = make("div.field-place");
  return {
    element,
    /** The field that these settings need. @param {Settings} chosen @returns {import("./view/grid_field.js").Field} */
    show({ input }) {
      const field = isPhoto(input) ? fields.photo : fields.grid;
      if (field.element.parentElement !== element) {
        element.replaceChildren(field.element);
        field.fit();
      }
      return field;
    },
    /** While a photo is on its way what was there stays, and does not answer. @param {boolean} isWaiting */
    wait(isWaiting) {
      element.inert = isWaiting;
      element.setAttribute("aria-busy", String(isWaiting));
    },
  };
}

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, hands) {
  const { stage, sentence, stepsPerSecond } = hands;
  const source = createPhotoSource(kit, stage, sentence);
  const options = createControls(kit, hands, source);
  const fields = createFields(kit, hands);
  return {
    ...{ field: fields.element, options, beside: hands.control("reads") },
    stem: () => words.stemOf(kit.settings()),
    show({ chosen, now: numbers }) {
      fields.wait(!numbers);
      if (numbers) fields.show(chosen).paint(chosen, numbers);
      else source.ask(chosen.input);
    },
    followStep(chosen) {
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches || isOnItsWay(chosen);
      if (stepsPerSecond() <= FASTEST && !isStill) fields.show(chosen).followStep(chosen);
    },
    /** A visitor's own photo is nowhere but on his page. */
    refuse({ name, asked }) {
      if (name !== "input" || asked !== OWN_PHOTO) return false;
      const { input } = kit.settings();
      kit.set(withInput({ ...kit.settings(), input: OWN_PHOTO }, input));
      sentence.refuse(kit.label("up.gone"));
      return true;
    },
  };
}

export const figure = lessonFigure({
  ...{ name: "convolution", ...limits, ...words, compute: computeIfHere, asksAhead: true, createView },
});
