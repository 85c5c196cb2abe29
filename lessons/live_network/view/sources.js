/** Where the picture comes from: a file, the pad, the camera or a sample; and how it became 28x28. */

import { icon, make, setText } from "../../kit/dom/dom.js";
import { takeWish } from "../../kit/dom/page_link.js";
import { remembered } from "../../kit/dom/remembered.js";
import { createPictureAsker } from "../../kit/pictures/picture_asker.js";
import { createUpload } from "../../kit/pictures/upload.js";
import { handedOf, OWN, shownPicture, shownWish, takePicture } from "../model/received.js";
import { createPicks, createSampleStrip, noteSent } from "./picks.js";
import { createPreparation } from "./preparation.js";
import { createCamera, createDrawPad } from "./sheets.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { SentenceView } from "../../kit/figure/sentence.js" */
/** @import { Wish } from "../model/received.js" */
/** @import { Origin } from "./picks.js" */
/**
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
    return make("button", { "aria-expanded": "false", onclick: press }, icon(name), kit.label(`src.${name}`));
  };
  const buttons = { draw: button("draw"), camera: button("camera") };
  /** Close what is open; the focus goes back to its button. @param {"draw" | "camera"} name */
  const leave = (name) => {
    if (opened !== name) return;
    show(null);
    buttons[name].focus({ preventScroll: true });
  };
  const place = make("div.sheets", sheets.draw.element, sheets.camera.element);
  return { buttons, place, show, leave };
}

/** A new drawing is seen as it is. */
const PLAIN = { bias: [0, 0, 0, 0, 0], down: 0, right: 0 };

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
 * @param {(sent: Origin, wish: Wish) => void} take
 * @param {(opened: "draw" | "camera" | null) => void} onTurn
 * @param {(saying: string) => void} onRefusal
 */
function createPadAndCamera(kit, take, onTurn, onRefusal) {
  const pad = createDrawPad(kit, {
    onBegin: () => kit.set(PLAIN),
    onDrawn: (file) => take("draw", { file, name: kit.label("src.name_drawn"), isDrawn: true }),
    onDone: () => sheets.leave("draw"),
  });
  const camera = createCamera(kit, {
    onTaken: (file) => {
      sheets.leave("camera");
      take("camera", { file, name: kit.label("src.name_camera") });
    },
    onDone: () => sheets.leave("camera"),
    onRefusal: (saying) => {
      sheets.leave("camera");
      onRefusal(saying);
    },
  });
  const sheets = createSheets(kit, { draw: pad, camera }, onTurn);
  return sheets;
}

/** Of a file in which no drawing was found, whatever the cause: it can be read as a photo all the same. */
const NO_DRAWING = "no_drawing_";
/** What was asked for last, also before the figure was built anew: if it is refused, it can be read otherwise. @type {Map<"last", Wish>} */
const asked = remembered();

/** Asks for pictures, and takes them. @param {Kit} kit @param {SentenceView} sentence @param {(isRefused: boolean) => void} onAnswer */
function createWishes(kit, sentence, onAnswer) {
  const refuse = (/** @type {string} */ saying, /** @type {string} */ reason = "") => {
    const wanted = asked.get("last") ?? { name: "" };
    const asPhoto = { name: kit.label("way.use_as_photo"), go: () => ask({ ...wanted, way: "photo" }) };
    const again = { name: kit.label("state.try_again"), go: () => ask(wanted) };
    onAnswer(true);
    sentence.refuse(saying, reason.startsWith(NO_DRAWING) ? asPhoto : reason ? undefined : again);
  };
  const asker = createPictureAsker(kit, "live_network", { wait: sentence.remark, refuse });
  /** @param {Wish} wish */
  const ask = async (wish) => {
    asked.set("last", wish);
    const picture = await asker.ask(handedOf(wish));
    if (!picture) return;
    takePicture(picture, wish);
    onAnswer(false);
  };
  return {
    ask,
    /** What was on its way when the figure was built anew goes on. */
    resume() {
      const wanted = asked.get("last");
      if (wanted && asker.left()) ask(wanted);
    },
  };
}

/** Opens the steps to 28x28, and closes them. @param {Kit} kit @param {HTMLElement} band */
function createHow(kit, band) {
  const how = make("button.quiet.how", { "aria-expanded": "false" });
  how.append(kit.label("live.how"));
  how.addEventListener("click", () => {
    how.setAttribute("aria-expanded", String(band.classList.toggle("explained")));
  });
  return how;
}

const WIDE = 900; // px from which on all layers stand beside each other

/** Show a new picture; where the net's answer stands below the fold, it is said first. @param {Kit} kit @param {HTMLElement} stage @param {SentenceView} sentence */
function sayAnswer(kit, stage, sentence) {
  kit.repaint();
  const answer = stage.querySelector(".verdict p");
  if (answer && stage.clientWidth < WIDE) sentence.remark(answer.textContent ?? "");
}

/** @param {Kit} kit @param {HTMLElement} stage @param {SentenceView} sentence @param {import("./picks.js").Sample[]} samples */
export function createSources(kit, stage, sentence, samples) {
  const wishes = createWishes(kit, sentence, (isRefused) => {
    show(isRefused);
    if (!isRefused) sayAnswer(kit, stage, sentence);
  });
  /** A sample, or another reading of the picture that is there. @param {Partial<Wish>} wanted */
  const askFor = (wanted) => {
    const before = wanted.sample ? {} : shownWish();
    wishes.ask({ ...before, ...wanted, name: kit.label("src.name_this") });
  };
  /** @param {Origin} sent @param {Wish} wish */
  const take = (sent, wish) => {
    noteSent(sent);
    wishes.ask(wish);
  };
  const turn = (/** @type {string | null} */ opened) => picks.turn(opened !== null);
  const sheets = createPadAndCamera(kit, take, turn, sentence.refuse);
  const strip = createSampleStrip(kit, samples, (sample) => askFor({ sample }));
  const preparation = createPreparation(kit, askFor);
  const upload = createUpload(kit, stage, (file, name) => take("upload", { file, name }));
  const picks = createPicks(kit, upload.element, sheets.buttons, () => {
    sheets.show(null);
    chosen.classList.add("picking"); // the strip waits as well
    strip.focus();
  });
  sheets.show(null);
  const note = make("p.note.private", kit.label("up.private"));
  const chosen = make("div.chosen", picks.element, strip.element);
  followLinks(kit, askFor);
  if (takeWish() === "draw") sheets.show("draw"); // "Draw your own" on the start page

  /** @param {boolean} isRefused whether what was sent last is not what is shown */
  const show = (isRefused) => {
    const picture = shownPicture();
    if (!picture) return;
    const isSample = strip.show(picture.source);
    picks.show(isSample, isRefused);
    setText(name, kit.label(isSample ? `sample.${picture.source}` : "src.name_own"));
    preparation.show(picture, name.textContent);
    kit.note("sample", picture.source); // "own" as well: after a reload it is missed
    kit.note("way", picture.asked_way);
  };
  const name = make("p.picture-name", { "aria-hidden": "true" }); // its steps say it too
  const band = make("div.sources", note, ...preparation.elements);
  const how = createHow(kit, band);
  return {
    ...{ chosen, name, how, band, sheets: sheets.place },
    show: () => show(false),
    resume: wishes.resume,
    ask: askFor,
  };
}

/** What the address asks to see, if it is not what is shown. @param {URLSearchParams} address */
export function missing(address) {
  const [sample, way] = [address.get("sample"), address.get("way")];
  const picture = shownPicture();
  if (!sample || sample === OWN || (sample === picture?.source && way === picture.asked_way)) return null;
  return { sample, ...(way && { way }) };
}
