/** The sources that open a sheet over the stage: a pad to draw on, and the camera. */

import { icon, make, pressOne } from "../../kit/dom/dom.js";
import { afterRest } from "../../kit/dom/page.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { createPad, PENS, strokes } from "../../kit/pictures/pad.js";

/** @import { Wish } from "../model/network.js" */

/** What every sheet has: a name, a button that closes it, as Esc does. @param {string} name @param {HTMLElement} closing @param {() => void} onDone @param {...HTMLElement} content */
function createSheet(name, closing, onDone, ...content) {
  const head = make("div.sheet-head.apart.larger", make("b", name), closing);
  const onkeydown = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && onDone();
  return make("section.sheet.floating.in-column", { "aria-label": name, onkeydown }, head, ...content);
}

const RESTED = 250; // ms after the last stroke
const INKS = { light: { paper: "#ffffff", ink: "#000000" }, dark: { paper: "#000000", ink: "#ffffff" } };
const [width, takeWidth] = rememberedOne(() => /** @type {number} */ (PENS.medium));

/** The pens as buttons of which one is pressed. @param {Kit} kit */
function createPens(kit) {
  const names = /** @type {(keyof typeof PENS)[]} */ (Object.keys(PENS));
  const show = () => pressOne(buttons, (at) => PENS[names[at]] === width());
  const buttons = names.map((name) => {
    const take = () => {
      takeWidth(PENS[name]);
      show();
    };
    const said = kit.label(`pad.${name}`);
    const dot = make("i.dot", { style: `--dot: ${PENS[name] / 3}px` });
    return make("button", { "aria-label": said, title: said, onclick: take }, dot);
  });
  show();
  return make("div.picks.grows", { role: "group", "aria-label": kit.label("pad.width") }, ...buttons);
}

/** A new drawing is seen as it is. */
const PLAIN = { bias: [0, 0, 0, 0, 0], down: 0, right: 0 };

/** The pad, for mouse, finger, stylus or keys; after each stroke the drawing becomes the picture. @param {Kit} kit @param {(wish: Wish) => void} take @param {() => void} leave */
function createDrawPad(kit, take, leave) {
  const rest = afterRest(kit.signal);
  /** @param {Blob | null} file */
  const hand = (file) => {
    if (file && strokes.count()) take({ file, name: kit.label("src.name_drawn"), from: "draw" });
  };
  const handOver = () => rest.soon(RESTED, () => paper.canvas.toBlob(hand));
  const paper = createPad(kit, {
    ...{ inks: INKS[kit.theme], width, names: { "aria-describedby": "pad-help" } },
    onDown() {
      rest.stop();
      if (strokes.count() === 0) kit.set(PLAIN);
    },
    onInk() {
      for (const each of reverting) each.setAttribute("aria-disabled", String(strokes.count() === 0));
    },
    // Where nothing is left of it, the picture before it stays.
    onLift: () => (strokes.count() ? handOver() : rest.stop()),
  });
  const reverting = paper.tools();
  const done = make("button", { onclick: leave }, kit.label("pad.done"));
  const tools = make("div.tools.in-rows", ...reverting, createPens(kit));
  const help = make("p.note", { id: "pad-help" }, kit.label("pad.help"));
  const element = createSheet(kit.label("pad.title"), done, leave, paper.element, tools, help);
  element.addEventListener("keydown", (event) => {
    if (event.code !== "KeyZ" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    paper.undo();
  });
  paper.show();
  const open = () => {
    paper.element.focus({ preventScroll: true });
    if (strokes.count()) handOver();
  };
  return { element, open, close: () => paper.element.blur() };
}

const LONGEST = 1280; // pixels of the picture that is taken
const QUALITY = 0.92;
/** What the browser's reasons mean to a visitor. @type {Record<string, string>} */
const REASONS = {
  NotAllowedError: "cam.denied",
  SecurityError: "cam.denied",
  NotFoundError: "cam.none",
  OverconstrainedError: "cam.none",
  NotReadableError: "cam.busy",
  AbortError: "cam.busy",
};

/** Why there can be no camera, before one is asked for. @returns {string | null} */
function missing() {
  if (!window.isSecureContext) return "cam.insecure";
  return "mediaDevices" in navigator ? null : "cam.unsupported";
}

/** The frame that is on the screen, as a file. @param {HTMLVideoElement} video @returns {Promise<Blob>} */
function frameOf(video) {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(videoWidth * scale)),
    Math.max(1, Math.round(videoHeight * scale)),
  );
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
}

/** @param {MediaStream | null} stream */
function stop(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What the sheet is made of. @param {Kit} kit @param {() => void} leave */
function createParts(kit, leave) {
  const video = make("video", { muted: true, playsinline: true, "aria-label": kit.label("cam.view") });
  video.muted = true; // the attribute alone does not count for a made element
  const waiting = make("div.note.waiting.drawn-over.in-middle", { role: "status" }, kit.label("cam.waiting"));
  const shutter = make("button", { class: "play" }, kit.label("cam.take"));
  const cancel = make("button", { onclick: leave }, kit.label("cam.cancel"));
  const view = make("div.view.around", video, waiting);
  const note = make("p.note", kit.label("cam.private"));
  const element = createSheet(kit.label("cam.title"), cancel, leave, view, shutter, note);
  /** @param {boolean} isReady */
  const show = (isReady) => {
    waiting.hidden = isReady;
    shutter.setAttribute("aria-disabled", String(!isReady));
    (isReady ? shutter : cancel).focus({ preventScroll: true });
  };
  return { element, video, shutter, show };
}

/** Live view, one picture, and a clear sentence where it cannot be had. @param {Kit} kit @param {(wish: Wish) => void} take @param {() => void} leave @param {(saying: string) => void} refuse */
function createCamera(kit, take, leave, refuse) {
  /** @type {MediaStream | null} */
  let live = null;
  let attempt = 0; // what was asked for and left meanwhile must not come on
  const { element, video, shutter, show } = createParts(kit, leave);
  /** @param {string} reason */
  const giveUp = (reason) => {
    leave();
    refuse(kit.label(reason));
  };

  const close = () => {
    attempt++;
    stop(live);
    live = null;
    video.srcObject = null;
  };
  /** @param {number} mine */
  const start = async (mine) => {
    const wanted = { facingMode: "environment", width: { ideal: LONGEST } };
    const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    if (mine !== attempt) return stop(stream);
    live = stream;
    video.srcObject = stream;
    await video.play();
    if (mine === attempt) show(true);
  };
  const open = async () => {
    const mine = ++attempt;
    show(false);
    const reason = missing();
    if (reason) return giveUp(reason);
    try {
      await start(mine);
    } catch (error) {
      if (mine !== attempt) return; // left meanwhile
      const called = error instanceof DOMException ? REASONS[error.name] : null;
      giveUp(called ?? "cam.failed");
    }
  };
  shutter.addEventListener("click", async () => {
    if (!live || shutter.getAttribute("aria-disabled") === "true") return;
    shutter.setAttribute("aria-disabled", "true"); // a double click takes one picture
    const file = await frameOf(video);
    leave();
    take({ file, name: kit.label("src.name_camera"), from: "camera" });
  });
  kit.signal.addEventListener("abort", close);
  return { element, open, close };
}

const NAMES = /** @type {const} */ (["draw", "camera"]);
/** @typedef {(typeof NAMES)[number]} Name */

/** Each sheet behind its button; one at a time. @param {Kit} kit @param {(wish: Wish) => void} take @param {(opened: Name | null) => void} onTurn @param {(saying: string) => void} refuse */
export function createSheets(kit, take, onTurn, refuse) {
  /** @type {Name | null} */
  let opened = null;
  /** @param {Name | null} name */
  const show = (name) => {
    const before = opened;
    opened = name;
    if (before && before !== name) sheets[before].close();
    for (const each of NAMES) {
      sheets[each].element.hidden = each !== name;
      buttons[each].setAttribute("aria-expanded", String(each === name));
    }
    onTurn(opened);
    if (!name || name === before) return;
    const { element, open } = sheets[name];
    open();
    requestAnimationFrame(() => element.scrollIntoView({ block: "nearest" })); // the whole paper, on a phone too
  };
  /** Close what is open; the focus goes back to its button. @param {Name} name */
  const leave = (name) => {
    if (opened !== name) return;
    show(null);
    buttons[name].focus({ preventScroll: true });
  };
  const sheets = {
    draw: createDrawPad(kit, take, () => leave("draw")),
    camera: createCamera(kit, take, () => leave("camera"), refuse),
  };
  const [draw, camera] = NAMES.map((name) => {
    const press = () => show(opened === name ? null : name);
    return make("button", { "aria-expanded": "false", onclick: press }, icon(name), kit.label(`src.${name}`));
  });
  const buttons = { draw, camera };
  return { buttons, show, place: make("div.sheets.placed", sheets.draw, sheets.camera) };
}
