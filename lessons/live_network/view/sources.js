/** Where the picture comes from: a file, the pad, the camera or a sample; and how it became 28x28. */

import { arrowKeys, icon, make, pressOne, setText } from "../../kit/dom/dom.js";
import { isElsewhere, linkUnder, takeWish } from "../../kit/dom/page.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { createPictureAsker, createUpload } from "../../kit/pictures/upload.js";
import { isFramed } from "../../kit/settings/address.js";
import { handedOf, OWN, shownPicture, shownWish, takePicture } from "../model/network.js";
import { createPreparation } from "./preparation.js";
import { createSheets } from "./sheets.js";

/** @import { SentenceView } from "../../kit/figure/sentence.js" */
/** @import { Wish } from "../model/network.js" */

/** @typedef {{ id: string, url: string }} Sample */

/** Bring a thumbnail into the row without moving the page. @param {HTMLElement} row @param {HTMLElement} one */
function reveal(row, one) {
  const [left, right] = [one.offsetLeft, one.offsetLeft + one.offsetWidth];
  const isIn = left >= row.scrollLeft && right <= row.scrollLeft + row.clientWidth;
  if (!isIn) row.scrollLeft = left - (row.clientWidth - one.offsetWidth) / 2;
}

/** The sample pictures in a row that scrolls: one tab stop, arrow keys move, Enter chooses. @param {Kit} kit @param {Sample[]} offered @param {(id: string) => void} onChoose */
function createSampleStrip(kit, offered, onChoose) {
  const buttons = offered.map(({ id, url }) => {
    const name = kit.label(`sample.${id}`);
    const attributes = { type: "button", "aria-label": name, title: name, onclick: () => onChoose(id) };
    return make("button.sample", attributes, make("img.as-wide", { src: url, alt: "", draggable: "false" }));
  });
  const element = make(
    "div.samples.around",
    { role: "group", "aria-label": kit.label("live.samples") },
    ...buttons,
  );
  let [stop, revealed] = [0, ""];
  /** @param {number} at */
  const stopAt = (at) => {
    stop = Math.min(Math.max(at, 0), buttons.length - 1);
    for (const [i, each] of buttons.entries()) each.tabIndex = i === stop ? 0 : -1;
  };
  /** @param {number} at */
  const moveTo = (at) => {
    stopAt(at);
    buttons[stop].focus({ preventScroll: true });
    reveal(element, buttons[stop]);
  };
  element.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target)); // a press moves no stop
    arrowKeys(event, (down, across) => moveTo(here + down + across), moveTo);
  });
  stopAt(0);
  return {
    element,
    focus: () => buttons[stop].focus(),
    /** Returns whether what is shown is one of them. @param {string} source */
    show(source) {
      const at = offered.findIndex(({ id }) => id === source);
      pressOne(buttons, (each) => each === at);
      const isFocused = element.matches(":focus-within");
      if (!isFocused) stopAt(at);
      // Never from under the pointer: what was pressed here is in sight, and a second press must not meet another.
      if (at >= 0 && source !== revealed && !isFocused) reveal(element, buttons[at]);
      revealed = source;
      return at >= 0;
    },
  };
}

/** The switch between the sources: pressed is what is open, else where the picture came from. @param {Kit} kit @param {HTMLElement} upload @param {Record<"draw" | "camera", HTMLElement>} buttons @param {() => void} onSamples */
function createPicks(kit, upload, buttons, onSamples) {
  const samples = make("button", { onclick: onSamples }, icon("grid"), kit.label("live.samples"));
  const element = make("div.picks", { role: "group", "aria-label": kit.label("fig.picture") });
  element.append(...(isFramed() ? [samples] : [buttons.draw, samples, upload, buttons.camera]));
  let isOpen = false;
  const show = () => {
    const pressed = isOpen ? null : (shownWish().from ?? "samples");
    samples.setAttribute("aria-pressed", String(pressed === "samples"));
    for (const [name, button] of Object.entries({ ...buttons, upload })) {
      if (name === pressed) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  };
  return {
    ...{ element, show },
    /** @param {boolean} opened whether the pad or the camera is open */
    turn(opened) {
      isOpen = opened;
      show();
    },
  };
}

/** Links of the text may name a sample and a reading: "?sample=cat&way=photo". @param {Kit} kit @param {(asked: Record<string, string>) => void} ask */
function followLinks(kit, ask) {
  /** @param {MouseEvent} event */
  const follow = (event) => {
    const link = linkUnder(event, "?");
    if (!link || isElsewhere(event)) return;
    const asked = [...new URLSearchParams(link.search)].filter(
      ([name]) => name === "sample" || name === "way",
    );
    if (asked.length === 0) return;
    event.preventDefault();
    ask(Object.fromEntries(asked));
  };
  document.addEventListener("click", follow, { signal: kit.signal });
}

/** Of a file in which no drawing was found, whatever the cause: it can be read as a photo all the same. */
const NO_DRAWING = "no_drawing_";
/** What was asked for last, also before the figure was built anew: if it is refused, it can be read otherwise. */
const [asked, keepAsked] = rememberedOne(() => /** @type {Wish} */ ({ name: "" }));

/** Asks for pictures, and takes them. @param {Kit} kit @param {SentenceView} sentence @param {(isRefused: boolean) => void} onAnswer */
function createWishes(kit, sentence, onAnswer) {
  const refuse = (/** @type {string} */ saying, /** @type {string} */ reason = "") => {
    const wanted = asked();
    const asPhoto = { name: kit.label("way.use_as_photo"), go: () => ask({ ...wanted, way: "photo" }) };
    const again = { name: kit.label("state.try_again"), go: () => ask(wanted) };
    onAnswer(true);
    sentence.refuse(saying, reason.startsWith(NO_DRAWING) ? asPhoto : reason ? undefined : again);
  };
  const asker = createPictureAsker(kit, "live_network", sentence.remark, refuse);
  /** @param {Wish} wish */
  const ask = async (wish) => {
    keepAsked(wish);
    const picture = await asker.ask(handedOf(wish));
    if (!picture) return;
    takePicture(picture, wish);
    onAnswer(false);
  };
  return {
    ask,
    /** What was on its way when the figure was built anew goes on. */
    resume: () => asker.left() && ask(asked()),
  };
}

const WIDE = 900; // px from which on all layers stand beside each other

/** @param {Kit} kit @param {HTMLElement} stage @param {SentenceView} sentence @param {Sample[]} samples */
export function createSources(kit, stage, sentence, samples) {
  const wishes = createWishes(kit, sentence, (isRefused) => {
    show();
    if (isRefused) return;
    kit.repaint();
    const answer = stage.querySelector(".verdict p"); // where it stands below the fold, it is said first
    if (answer && stage.clientWidth < WIDE) sentence.remark(answer.textContent ?? "");
  });
  /** A sample, or another reading of the picture that is there. @param {Partial<Wish>} wanted */
  const askFor = (wanted) => {
    const before = wanted.sample ? {} : shownWish();
    wishes.ask({ ...before, ...wanted, name: kit.label("src.name_this") });
  };
  const sheets = createSheets(kit, wishes.ask, (opened) => picks.turn(opened !== null), sentence.refuse);
  const strip = createSampleStrip(kit, samples, (sample) => askFor({ sample }));
  const preparation = createPreparation(kit, askFor);
  const upload = createUpload(kit, stage, (file, name) => wishes.ask({ file, name, from: "upload" }));
  const picks = createPicks(kit, upload.element, sheets.buttons, () => {
    sheets.show(null);
    chosen.classList.add("picking"); // the strip waits as well
    strip.focus();
  });
  sheets.show(null);
  const note = make("p.note.private", kit.label("up.private"));
  const chosen = make("div.chosen.around", picks, strip);
  followLinks(kit, askFor);
  if (takeWish() === "draw") sheets.show("draw"); // "Draw your own" on the start page

  const show = () => {
    const picture = shownPicture();
    if (!picture) return;
    const isSample = strip.show(picture.source);
    picks.show();
    setText(name, kit.label(isSample ? `sample.${picture.source}` : "src.name_own"));
    preparation.show(picture, name.textContent);
    kit.note("sample", picture.source); // "own" as well: after a reload it is missed
    kit.note("way", picture.asked_way);
  };
  const name = make("p.picture-name.in-one", { "aria-hidden": "true" }); // its steps say it too
  const band = make("div.sources.in-grid.tinted", note, ...preparation.elements);
  const turn = () => how.setAttribute("aria-expanded", String(band.classList.toggle("explained")));
  const how = make("button.quiet.how", { "aria-expanded": "false", onclick: turn }, kit.label("live.how"));
  return {
    ...{ chosen, name, how, band, sheets: sheets.place, show },
    ...{ resume: wishes.resume, ask: askFor },
  };
}

/** What the address asks to see, if it is not what is shown. @param {URLSearchParams} address */
export function missing(address) {
  const [sample, way] = [address.get("sample"), address.get("way")];
  const picture = shownPicture();
  if (!sample || sample === OWN || (sample === picture?.source && way === picture.asked_way)) return null;
  return { sample, ...(way && { way }) };
}
