/** Put one operation more at the end of the chain: its name is chosen, its numbers are typed; or take the last away. */

import { createChoice } from "../../../kit/controls/choice.js";
import { make } from "../../../kit/dom/dom.js";
import { ARGUMENTS, readCalls, writeCalls } from "../../model/tensor_view.js";

/** @typedef {import("../../../kit/dom/kit.js").Kit} Kit @typedef {import("../../model/limits.js").Settings} Settings */

const MOST = 4;
/** What each is given before anything else is typed. @type {Record<string, string>} */
const USUAL = {
  permute: "2, 0, 1",
  reshape: "3, 8, 8",
  view: "-1",
  flatten: "1",
  unsqueeze: "0",
  contiguous: "",
};

/** @param {string} name @param {HTMLElement} field */
const typedField = (name, field) => make("label.setting.typed", make("span.head", name), field);

/** @param {Kit} kit @param {(saying: string) => void} remark @param {(saying: string) => void} refuse */
export function createOperations(kit, remark, refuse) {
  const names = Object.keys(ARGUMENTS);
  const field = make("input", {
    type: "text",
    maxlength: 24,
    spellcheck: false,
    autocomplete: "off",
    value: USUAL.permute,
  });
  let name = names[0];
  const choice = createChoice(
    kit.label("shape.operation"),
    names.map((each) => [each, each]),
    (chosen) => {
      name = chosen;
      field.value = USUAL[name];
      field.disabled = ARGUMENTS[name][1] === 0;
    },
  );
  choice.show(name);
  const add = () => {
    const { ops } = kit.settings();
    const numbers = field.value.replace(/−/g, "-").replace(/\s/g, "");
    const [call] = readCalls(numbers ? `${name}:${numbers}` : name) ?? [];
    if (!call) {
      const [least, most] = ARGUMENTS[name];
      const n = least === most ? least : `${least}–${most}`;
      return refuse(kit.label("shape.numbers_wrong", { name, n }));
    }
    const calls = [...(readCalls(ops) ?? []), call];
    if (calls.length > MOST) return remark(kit.label("shape.most_calls", { n: MOST }));
    kit.set({ ops: writeCalls(calls) });
  };
  const undo = () => {
    const calls = readCalls(kit.settings().ops) ?? [];
    if (calls.length === 0) return remark(kit.label("shape.nothing_to_undo"));
    kit.set({ ops: writeCalls(calls.slice(0, -1)) });
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) add();
  });
  const typed = typedField(kit.label("shape.numbers"), field);
  const buttons = [
    make("button.add", { onclick: add }, kit.label("shape.add")),
    make("button.undo", { onclick: undo }, kit.label("shape.undo")),
  ];
  return {
    element: make("div.operation", choice.element, typed, ...buttons),
    /** @param {Settings} chosen */
    show({ ops }) {
      buttons[1].setAttribute("aria-disabled", String(ops === ""));
    },
  };
}
