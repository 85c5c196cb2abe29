/** One number, or height and width: fields that take numbers and nothing else. */

import { make } from "../../../kit/dom/dom.js";
import { createSignKey } from "../../../kit/grid/sign_key.js";

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {(typed: string[]) => void} onType @param {() => void} onEnter */
export function createFields(kit, onType, onEnter) {
  const inputs = ["size.axis_height", "size.axis_width"].map((name) =>
    make("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      maxlength: 12,
      class: "answer",
      "aria-label": kit.label(name),
      oninput: () => onType(inputs.map(({ value }) => value)),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && !event.isComposing) onEnter();
      },
    }),
  );
  const [height, width] = inputs;
  let typedIn = width;
  for (const input of inputs) {
    input.addEventListener("focus", () => {
      typedIn = input;
    });
  }
  const sign = createSignKey(kit.label("set.sign"), () => (typedIn.hidden ? width : typedIn));
  const times = make("span.op", { "aria-hidden": true }, "×");
  return {
    element: make("span.fields", height, times, width, sign),
    /** @param {string[]} typed @param {boolean} isPair @param {"right" | "wrong" | ""} verdict */
    show(typed, isPair, verdict) {
      height.hidden = !isPair;
      times.hidden = !isPair;
      width.setAttribute("aria-label", kit.label(isPair ? "size.axis_width" : "size.ex_number"));
      inputs.forEach((input, i) => {
        if (input.value !== typed[i]) input.value = typed[i];
        input.classList.toggle("wrong", verdict === "wrong");
        input.classList.toggle("right", verdict === "right");
        input.setAttribute("aria-invalid", String(verdict === "wrong"));
      });
    },
    focus: () => (height.hidden ? width : height).focus(),
  };
}
