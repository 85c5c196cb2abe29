// What a figure asks Python about many states, in one process: the lesson and what is wanted on stdin, answers on stdout.

import { readFileSync } from "node:fs";
import { withinLimits } from "../../lessons/kit/settings/address.js";
import { codeOf } from "../../lessons/kit/settings/call.js";
import { askedOf } from "../../lessons/kit/settings/table.js";

const { lesson, wanted, pictures, photo, drawing, data, digit } = JSON.parse(readFileSync(0, "utf8"));
/** @param {string} file @returns {Promise<any>} */
const load = (file) => import(`../../lessons/${lesson}/model/${file}.js`);
const { settings, table } = await load("limits");
/** Where a lesson says what it asks about, if not beside its limits. @type {Record<string, string>} */
const ASKED = { why_cnn: "store", input_shape: "drill", neuron: "numbers" };
const { asked } = await load(ASKED[lesson] ?? "limits");
const { codeLines } = await load("words").catch(() => load("captions"));
if (pictures) (await load("inputs")).takePictures(pictures);
if (photo) (await load("photos")).takePhoto(photo);
if (drawing) (await load("store")).drawing().values.set(drawing);
if (digit) (await load("digit")).receive(digit);
const { takePicture } = lesson === "live_network" ? await load("network") : { takePicture: () => {} };

const isCall = Object.values(table.settings).some(({ argument }) => argument); // its code is that of a layer
/** @param {any} each */
const report = ({ prepared, ...each }) => {
  takePicture(prepared, {});
  const chosen = withinLimits(settings, each);
  const state = asked?.(chosen) ?? askedOf(table, chosen);
  return { chosen, state, call: isCall ? codeOf(table, chosen) : "", lines: codeLines(chosen, data) };
};

process.stdout.write(JSON.stringify(wanted.map(report)));
