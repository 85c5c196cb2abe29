// @ts-check
/** The sliding window, drawn: input, kernel, products, sum, bias, output. */

import { toRows } from "../kit/arithmetic/grid.js";
import { createCodeLine } from "../kit/code/code_line.js";
import { createSwitch } from "../kit/controls/choice.js";
import { countOf, shortCount, Transport } from "../kit/controls/transport.js";
import { createPresenting } from "../kit/projector/presenting.js";
import { createPredict } from "../kit/questions/predict.js";
import { make } from "../kit/stage/dom.js";
import { sayRefused } from "../kit/stage/refused.js";
import { createSentence } from "../kit/stage/sentence.js";
import { createControls } from "./controls.js";
import { plainState, stemOf } from "./exporting.js";
import { createGridField } from "./grid_field.js";
import { canBeFollowed } from "./motion.js";
import { compute, layer, say } from "./numbers.js";
import { createPhotoField } from "./photo_field.js";
import { createPhotoSource } from "./photo_source.js";
import { isPhoto, OWN_PHOTO, takePhoto } from "./photos.js";
import { nextQuestion } from "./predict.js";
import { follow, inputOf, isOnItsWay, kernelOf, placesOf, settings, withInput } from "./settings.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./numbers.js").Numbers} Numbers
 * @typedef {import("./grid_field.js").Field} Field
 * @typedef {import("./photo_source.js").Answer} Answer
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {Answer & { seed: number, file?: import("../kit/export/download.js").Made | null }} Data what Python sends
 */

/** The place of the field: the numbers of a small input, or the maps of a photo, never both. @param {HTMLElement} root @param {Kit} kit @param {import("./walking.js").Hands & { isPlaying: () => boolean }} hands */
function createFields(root, kit, hands) {
  const fields = { grid: createGridField(root, kit, hands), photo: createPhotoField(root, kit, hands) };
  const element = make("div", { class: "field-place" });
  return {
    element,
    /** The field that these settings need. @param {Settings} chosen @returns {Field} */
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

/** Everything that stands on the stage. @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  const sentence = createSentence(kit.signal);
  const stage = make("div", { class: "stage" });
  const predict = createPredict(kit, "convolution", () => kit.set({}));
  const source = createPhotoSource(kit, stage, sentence);
  const options = createControls(kit, sentence.remark, source);
  const transport = new Transport(
    kit,
    (step) => {
      kit.set({ step }, transport.isPlaying);
      const chosen = kit.settings();
      if (canBeFollowed(transport.stepsPerSecond) && !isOnItsWay(chosen))
        fields.show(chosen).followStep(chosen);
    },
    () => kit.set({}),
    [options.button],
  );
  const hands = {
    pause: transport.pause,
    isPlaying: () => transport.isPlaying,
    now: () => compute(kit.settings()),
    remark: sentence.remark,
    nextAnswer: predict.answer,
    mistake: predict.mistake,
  };
  const [fields, code] = [createFields(root, kit, hands), createCodeLine(kit)];
  const reads = createSwitch(kit.label("set.reads"), (isOn) => kit.set({ reads: isOn ? 1 : 0 }));
  const line = make("div", { class: "said" }, sentence.element, reads.element);
  const bar = make("div", { class: "bar" }, transport.element, options.element);
  const files = createPresenting(root, kit, "convolution", {
    ...{ field: fields.element, code: code.element, onOpen: transport.pause },
    ...{ stem: () => stemOf(kit.settings()), state: () => plainState(kit.settings()) },
    ...{ step: transport.stepBy, play: transport.toggle, answer: predict.turnOver },
  });
  stage.append(fields.element, make("div", { class: "dock" }, line, bar));
  root.append(predict.element, stage, code.element);
  return { predict, sentence, source, options, transport, fields, files, code, reads };
}

/** PyTorch's arguments that say what is on the screen. @param {Settings} chosen @returns {[string, string][]} */
function argumentsOf({ kernel_size: [height, width], stride, padding, dilation, padding_mode, bias }) {
  /** @type {[string, string][]} */
  const named = [
    ["kernel_size", height === width ? String(height) : `(${height}, ${width})`],
    ["stride", String(stride)],
    ["padding", String(padding)],
  ];
  if (dilation > 1) named.push(["dilation", String(dilation)]);
  if (padding_mode !== "zeros") named.push(["padding_mode", `"${padding_mode}"`]);
  if (bias === 0) named.push(["bias", "False"]);
  return named;
}

/** What stands around the field, also while a photo is on its way. @param {Parts} parts @param {Settings} chosen */
function paintControls({ transport, options, code, reads }, chosen) {
  const [down, across] = placesOf(chosen);
  transport.show(chosen.step, down * across, across);
  options.show(chosen);
  reads.show(chosen.reads === 1);
  const before = `(1, 1, ${chosen.height}, ${chosen.width})`;
  code.show(before, "nn.Conv2d(1, 1, ", argumentsOf(chosen), `(1, 1, ${down}, ${across})`);
}

/** @param {Parts} parts @param {Numbers} now @param {Settings} chosen @param {Kit} kit */
function paintSentence({ sentence, transport }, now, chosen, kit) {
  const steps = now.output.values.length;
  const lead = kit.label("play.count", countOf(chosen.step, steps));
  const saying = kit.label("fig.sentence", say(now, chosen));
  sentence.show(lead, saying, !transport.isPlaying, shortCount(chosen.step, steps));
}

/** What of the address could not be had. A visitor's own photo is nowhere but on his page. @param {Parts} parts @param {Kit} kit @param {import("../kit/stage/address.js").Refused} refused */
function refuse({ sentence }, kit, refused) {
  if (refused.name !== "input" || refused.asked !== OWN_PHOTO)
    return sentence.refuse(sayRefused(kit, refused));
  const { input } = kit.settings();
  kit.set(withInput({ ...kit.settings(), input: OWN_PHOTO }, input));
  sentence.refuse(kit.label("up.gone"));
}

/** The question about the next window; or none, and why. @param {Kit} kit @param {Numbers} now @param {Settings} chosen @param {number} seed @returns {[import("../kit/questions/asking.js").Question | null, string]} */
function askNext(kit, { input, kernel, output }, chosen, seed) {
  if (isPhoto(chosen.input)) return [null, kit.label("predict.nothing_photo")];
  if (chosen.step === output.values.length) return [null, kit.label("predict.nothing_last")];
  const question = nextQuestion(kit, { input, kernel, layer: layer(chosen), step: chosen.step }, seed);
  return [question, question ? "" : kit.label("predict.nothing_telling")];
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} first @returns {import("../kit/stage/entry.js").View} */
function build(root, kit, first) {
  const { seed } = first;
  if (first.photo) takePhoto(first.photo);
  const parts = createParts(root, kit);
  root.addEventListener(
    "keydown",
    (event) => parts.predict.takeKey(event) || parts.transport.takeKey(event),
    { signal: kit.signal },
  );
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    const isWaiting = isOnItsWay(chosen);
    parts.fields.wait(isWaiting);
    paintControls(parts, chosen);
    if (isWaiting) return parts.source.ask(chosen.input);
    const now = compute(chosen);
    parts.predict.show(...askNext(kit, now, chosen, seed));
    paintSentence(parts, now, chosen, kit);
    parts.fields.show(chosen).paint(chosen, now); // last, for it measures where its lines begin and end
  };
  return {
    pause: parts.transport.pause,
    paint,
    /** @param {Data} answer */
    receive(answer) {
      const wasWaiting = isOnItsWay(kit.settings());
      parts.source.receive(answer);
      parts.files.receive(answer.file);
      if (wasWaiting) paint(kit.settings());
    },
    offer: parts.sentence.offer,
    refuse: ([refused]) => {
      if (refused) refuse(parts, kit, refused);
    },
  };
}

/** What the code below the figure is written from. @param {Settings} chosen */
function tell(chosen) {
  const { height, width, step } = chosen;
  // A photo's pixels stay where they are: its size is all that the code needs.
  const input = isPhoto(chosen.input) ? { height, width } : toRows(inputOf(chosen));
  return { ...layer(chosen), input, kernel: toRows(kernelOf(chosen)), step };
}

/** @type {import("../kit/stage/entry.js").Figure} */
export const figure = { settings, follow, tell, build };
