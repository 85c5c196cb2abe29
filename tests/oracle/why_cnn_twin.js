// Run the laboratory of the browser: pictures and addresses on stdin, what the nets answer on stdout. The folder of
// the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [nets, limits, transforms, address] = await Promise.all(
  [
    "kit/silhouettes/nets.js",
    "why_cnn/model/limits.js",
    "kit/silhouettes/nets.js",
    "kit/settings/address.js",
  ].map((name) => import(pathToFileURL(join(process.argv[2], name)).href)),
);
/** @type {{ weights: Record<string, Record<string, number[]>>, order: number[], pictures: number[][], addresses: string[] }} */
const { weights, order, pictures, addresses } = JSON.parse(readFileSync(0, "utf8"));
const answers = addresses.map((query, i) => {
  const { settings: chosen } = address.readAddress(limits.settings, query);
  const before = { height: 28, width: 28, values: Float64Array.from(pictures[i]) };
  const picture = transforms.transformed(before, chosen, order);
  const known = Object.entries(weights[limits.netKey(chosen, chosen.net)]);
  const tensors = Object.fromEntries(known.map(([key, values]) => [key, Int16Array.from(values)]));
  const { scores, shares } = nets.answerOf(limits.netIn(chosen, chosen.net), tensors, picture);
  return { picture: [...picture.values], scores, shares, distance: limits.distanceOf(chosen) };
});
process.stdout.write(JSON.stringify(answers));
