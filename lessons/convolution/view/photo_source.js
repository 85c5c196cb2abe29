// @ts-check
/** How photos come to the figure: asked for by name, or handed over by the visitor. */

import { createUpload } from "../../kit/pictures/upload.js";
import { withInput } from "../model/limits.js";
import { OWN_PHOTO, takePhoto } from "../model/photos.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {{ asked_at?: number, photo?: import("../model/photos.js").Sent, refusal?: string }} Answer of Python
 */

/** @param {Kit} kit @param {HTMLElement} stage @param {import("../../kit/figure/sentence.js").SentenceView} sentence */
export function createPhotoSource(kit, stage, sentence) {
  let asked = "";
  let awaited = 0;
  const computing = () => sentence.remark(kit.label("state.computing"));
  const onWait = (/** @type {number} */ at) => {
    awaited = at;
    computing();
  };
  const upload = createUpload(kit, stage, { onWait, onRefusal: sentence.refuse });
  return {
    element: upload.element,
    open: upload.open,
    /** Ask for a sample, once. @param {string} name */
    ask(name) {
      computing();
      if (asked !== name) kit.send({ sample: name, at: Date.now() });
      asked = name;
    },
    /** @param {Answer} answer */
    receive({ asked_at, photo, refusal }) {
      if (photo) takePhoto(photo);
      asked = "";
      if (awaited === 0 || asked_at !== awaited) return;
      awaited = 0;
      if (refusal) return sentence.refuse(refusal);
      const before = kit.settings().kernel_size.join();
      kit.set(withInput(kit.settings(), OWN_PHOTO));
      const [h, w] = kit.settings().kernel_size;
      const isFitted = before !== [h, w].join();
      sentence.remark(kit.label(isFitted ? "conv.kernel_fitted" : "conv.photo_private", { h, w }));
    },
  };
}
