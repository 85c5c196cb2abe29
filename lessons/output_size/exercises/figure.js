// @ts-check
import { make } from "../../kit/dom.js";
/** @type {import("../../kit/entry.js").Figure} */
export const figure = { settings: {}, build: (root) => { root.append(make("p", {}, "…")); return { paint() {}, receive() {}, refuse() {} }; } };
