/** How photos come to the figure: asked for by name, or handed over by the visitor. */

import { createPictureAsker } from "../../kit/pictures/picture_asker.js";
import { createUpload } from "../../kit/pictures/upload.js";
import { withInput } from "../model/limits.js";
import { OWN_PHOTO, takePhoto } from "../model/photos.js";

/** @import { Kit } from "../../kit/dom/kit.js" */

/** @param {Kit} kit @param {HTMLElement} stage @param {import("../../kit/figure/sentence.js").SentenceView} sentence */
export function createPhotoSource(kit, stage, sentence) {
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
  const asker = createPictureAsker(kit, "convolution", { wait: sentence.remark, refuse });
  const showOwn = () => {
    const before = kit.settings().kernel_size.join();
    kit.set(withInput(kit.settings(), OWN_PHOTO));
    const [h, w] = kit.settings().kernel_size;
    const isFitted = before !== [h, w].join();
    sentence.remark(kit.label(isFitted ? "conv.kernel_fitted" : "conv.photo_private", { h, w }));
  };
  /** @param {import("../../kit/pictures/picture_asker.js").Handed} handed */
  const take = async (handed) => {
    const photo = await asker.ask(handed);
    if (!photo) return;
    takePhoto(photo);
    if (photo.name === OWN_PHOTO) showOwn();
    else kit.repaint();
  };
  const takeOwn = (/** @type {Blob} */ body, /** @type {string} */ name) => {
    asked = "";
    take({ question: "photo", body, name });
  };
  const upload = createUpload(kit, stage, takeOwn);
  const left = asker.left();
  if (left?.question === "photo") take(left); // a sample is asked for as soon as it is to be shown
  return {
    element: upload.element,
    open: upload.open,
    /** Ask for a sample, once. @param {string} name */
    ask(name) {
      if (asked === name) return;
      asked = name;
      take({ question: "sample", body: JSON.stringify(name), name });
    },
  };
}
