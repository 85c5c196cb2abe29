// @ts-check
/** Where the picture comes from, and the steps in which it became 28x28. */

import { make } from "../kit/dom.js";
import { createUpload } from "../kit/upload.js";

/** @typedef {{ source: string, samples: { id: string, url: string }[], steps: { name: string, url: string }[] }} Sources */

/** @param {import("../kit/entry.js").Kit} kit @param {HTMLElement} stage @param {() => void} onWait @param {(saying: string) => void} onRefusal */
export function createSources(kit, stage, onWait, onRefusal) {
  const samples = make("div", { class: "samples", role: "group", "aria-label": kit.label("live.samples") });
  const steps = make("ol", { class: "steps", "aria-label": kit.label("live.steps") });
  const note = make("p", { class: "note" }, kit.label("up.private"));
  const upload = createUpload(kit, stage, onWait, onRefusal);
  const chosen = make("div", { class: "chosen" }, upload.element, samples, note);

  /** @param {string} id @param {string} url @param {boolean} pressed */
  const sampleButton = (id, url, pressed) => {
    const name = kit.label(`sample.${id}`);
    const press = () => {
      onWait();
      kit.send({ sample: id, at: Date.now() });
    };
    return make(
      "button",
      {
        type: "button",
        class: "sample",
        "aria-pressed": pressed ? "true" : "false",
        "aria-label": name,
        title: name,
        onclick: press,
      },
      make("img", { src: url, alt: "" }),
    );
  };
  return {
    element: make("div", { class: "sources" }, chosen, steps),
    /** @param {Sources} data */
    show({ source, samples: offered, steps: taken }) {
      if (samples.childElementCount === 0)
        samples.append(...offered.map(({ id, url }) => sampleButton(id, url, false)));
      offered.forEach(({ id }, i) => {
        samples.children[i].setAttribute("aria-pressed", String(id === source));
      });
      const pictures = taken.map(({ name, url }) => {
        const label = kit.label(`step.${name}`);
        return make(
          "li",
          {},
          make("img", { src: url, alt: label }),
          make("span", { "aria-hidden": true }, label),
        );
      });
      steps.replaceChildren(...pictures);
    },
  };
}
