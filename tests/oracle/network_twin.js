// Run the live network of the browser for many settings: [received, settings] pairs on stdin, layers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [network, settings, address] = await Promise.all(
  ["live_network/model/network.js", "live_network/model/limits.js", "kit/settings/address.js"].map(
    (name) => import(pathToFileURL(join(process.argv[2], name)).href),
  ),
);
/** @type {{ received: any, addresses: string[] }} */
const { received, addresses } = JSON.parse(readFileSync(0, "utf8"));
const answers = addresses.map((query, i) => {
  const asked = address.readAddress(settings.settings, query);
  const layers = network.compute({ ...received, pixels: received.pixels[i] }, asked.settings);
  /** @param {{ values: Float64Array }[] | null} maps */
  const flat = (maps) => maps?.flatMap(({ values }) => [...values]) ?? null;
  return {
    refused: asked.refused,
    kernels: flat(layers.kernels),
    conv: flat(layers.conv),
    relu: flat(layers.relu),
    pool: flat(layers.pool),
    scores: layers.scores,
    shares: layers.shares,
  };
});
process.stdout.write(JSON.stringify(answers));
