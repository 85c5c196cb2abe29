// @ts-check
/** Where the picture comes from: a file, the pad, the camera or a sample; and how it became 28x28. */

import { make } from "../kit/dom/dom.js";
import { takeWish } from "../kit/dom/page_link.js";
import { createUpload, sendPicture } from "../kit/pictures/upload.js";
import { createCamera } from "./camera.js";
import { createDrawPad } from "./draw_pad.js";
import { createPicks, noteSent } from "./picks.js";
import { createPreparation } from "./preparation.js";
import { createSampleStrip } from "./sample_strip.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./preparation.js").Prepared & { source: string, refusal: string, samples: import("./sample_strip.js").Sample[] }} Sources
 *
 * @typedef {object} Sheet a source that opens over the stage
 * @property {HTMLElement} element
 * @property {() => void} open
 * @property {() => void} close
 */

/**
 * The sources that open a sheet, each behind its button; one at a time.
 * @param {Kit} kit
 * @param {Record<"draw" | "camera", Sheet>} sheets
 * @param {(opened: "draw" | "camera" | null) => void} onTurn
 */
function createSheets(kit, sheets, onTurn) {
  /** @type {"draw" | "camera" | null} */
  let opened = null;
  /** @param {"draw" | "camera" | null} name */
  const show = (name) => {
    const before = opened;
    opened = name;
    if (before && before !== name) sheets[before].close();
    for (const each of names) {
      sheets[each].element.hidden = each !== name;
      buttons[each].setAttribute("aria-expanded", String(each === name));
    }
    onTurn(opened);
    if (name && name !== before) sheets[name].open();
  };
  const names = /** @type {const} */ (["draw", "camera"]);
  /** @param {"draw" | "camera"} name */
  const button = (name) => {
    const press = () => show(opened === name ? null : name);
    return make(
      "button",
      { type: "button", "aria-expanded": "false", onclick: press },
      kit.label(`src.${name}`),
    );
  };
  const buttons = { draw: button("draw"), camera: button("camera") };
  /** Close what is open; the focus goes back to its button. @param {"draw" | "camera"} name */
  const leave = (name) => {
    if (opened !== name) return;
    show(null);
    buttons[name].focus({ preventScroll: true });
  };
  const place = make("div", { class: "sheets" }, sheets.draw.element, sheets.camera.element);
  return { buttons, place, show, leave };
}

/** Links of the text may name a sample and a reading: "?sample=cat&way=photo". @param {Kit} kit @param {(asked: Record<string, string>) => void} ask */
function followLinks(kit, ask) {
  /** @param {MouseEvent} event */
  const follow = (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const query = link instanceof HTMLAnchorElement ? (link.getAttribute("href") ?? "") : "";
    if (!query.startsWith("?") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const named = new URLSearchParams(query);
    const asked = ["sample", "way"].flatMap((name) => (named.has(name) ? [[name, named.get(name)]] : []));
    if (asked.length === 0) return;
    event.preventDefault();
    ask(Object.fromEntries(asked));
  };
  document.addEventListener("click", follow, { signal: kit.signal });
}

/**
 * The pad and the camera, and what they hand over.
 * @param {Kit} kit
 * @param {(sent: import("./picks.js").Origin) => import("../kit/pictures/upload.js").How} how
 * @param {(opened: "draw" | "camera" | null) => void} onTurn
 */
function createPadAndCamera(kit, how, onTurn) {
  const pad = createDrawPad(kit, {
    onDrawn: (file) =>
      sendPicture(kit, file, kit.label("src.name_drawn"), { ...how("draw"), about: { drawn: true } }),
    onDone: () => sheets.leave("draw"),
  });
  const camera = createCamera(kit, {
    onTaken: (file) => {
      sheets.leave("camera");
      sendPicture(kit, file, kit.label("src.name_camera"), how("camera"));
    },
    onDone: () => sheets.leave("camera"),
    onRefusal: (saying) => {
      sheets.leave("camera");
      how("camera").onRefusal(saying);
    },
  });
  const sheets = createSheets(kit, { draw: pad, camera }, onTurn);
  return sheets;
}

/** @param {Kit} kit @param {HTMLElement} stage @param {() => void} onWait @param {(saying: string) => void} onRefusal */
export function createSources(kit, stage, onWait, onRefusal) {
  /** What was asked for last: if no drawing is found in it, it can be read as a photo. @type {Record<string, unknown>} */
  let last = {};
  const send = (/** @type {Record<string, unknown>} */ event) => {
    last = event;
    kit.send(event);
  };
  /** @param {Record<string, unknown>} wanted */
  const ask = (wanted) => {
    onWait();
    send({ name: kit.label("src.name_this"), ...wanted, at: Date.now() });
  };
  /** @param {import("./picks.js").Origin} sent */
  const how = (sent) => ({
    onWait,
    onRefusal,
    send: (/** @type {Record<string, unknown>} */ event) => {
      noteSent(sent);
      send(event);
    },
  });
  const sheets = createPadAndCamera(kit, how, (opened) => picks.turn(opened !== null));
  const strip = createSampleStrip(kit, (sample) => ask({ sample }));
  const preparation = createPreparation(kit, (way) => ask({ way }));
  const upload = createUpload(kit, stage, how("upload"));
  const picks = createPicks(kit, upload.element, sheets.buttons, () => {
    sheets.show(null);
    strip.focus();
  });
  sheets.show(null);
  const note = make("p", { class: "note" }, kit.label("up.private"));
  const chosen = make("div", { class: "chosen" }, picks.element, strip.element, note);
  followLinks(kit, ask);
  if (takeWish() === "draw") sheets.show("draw"); // "Draw your own" on the start page

  const band = make("div", { class: "sources" }, chosen, ...preparation.elements);
  return {
    element: make("div", { class: "source-band" }, band, sheets.place),
    readAsPhoto: () => ask({ ...last, way: "photo" }),
    /** @param {Sources} data */
    show(data) {
      const isSample = strip.show(data.samples, data.source);
      picks.show(isSample, data.refusal !== "");
      preparation.show(data, kit.label(isSample ? `sample.${data.source}` : "src.name_own"));
      kit.note("way", data.asked_way);
    },
  };
}
