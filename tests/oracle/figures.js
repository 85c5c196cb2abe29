// What the modules of a figure say of many states, in one process: what is asked on stdin, answers on stdout. The folder
// of the lessons is an argument, so that a copy with a planted fault can be asked as well.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , name, folder] = process.argv;
/** @param {string} path @returns {Promise<any>} */
const load = (path, lessons = folder) => import(pathToFileURL(join(lessons, path)).href);

/** Return all that the modules of a room export, in whichever of them it stands. @param {string} room @returns {Promise<any>} */
async function roomOf(room, lessons = folder) {
  const files = readdirSync(join(lessons, room)).filter((file) => file.endsWith(".js"));
  return Object.assign({}, ...(await Promise.all(files.map((file) => load(`${room}/${file}`, lessons)))));
}
const { askedOf, codeOf, readAddress, stateOf, withinLimits } = await roomOf("kit/settings");
/** @param {string} lesson */
const lessonOf = async (lesson) => (await load(`${lesson}/figure.js`)).figure.lesson;
/** @param {Record<string, { values: Float64Array }>} grids @param {string[]} names */
const numbersOf = (grids, names) => names.map((each) => [...grids[each].values]);

/** What a figure asks Python about many states. @param {any} asked */
async function questions({ lesson, wanted, pictures, photo, drawing, digit }) {
  const model = await roomOf(`${lesson}/model`);
  if (pictures) model.takePictures(pictures);
  if (photo) model.takePhoto(photo);
  if (drawing) model.drawing().values.set(drawing);
  if (digit) model.receive(digit);
  const { settings, table } = model;
  const isCall = Object.values(table.settings).some(({ argument }) => argument); // its code is that of a layer
  return wanted.map((/** @type {any} */ { prepared, ...each }) => {
    if (prepared) model.takePicture(prepared, {});
    const chosen = withinLimits(settings, each);
    const state = stateOf(model, chosen);
    return { chosen, state, call: isCall ? codeOf(table, chosen) : "" };
  });
}

/** What figures ask before they show a state, by lesson: what the state is, and what is right and wrong of it. @param {Record<string, any[]>} asked */
async function guesses(asked) {
  const kit = { label: (/** @type {string} */ id) => id };
  const given = Object.entries(asked).map(async ([lesson, states]) => {
    const figure = await lessonOf(lesson);
    const { settings, compute, question } = figure;
    return states.map((each) => {
      const chosen = withinLimits(settings, each);
      const { options = [] } = question(kit, chosen, question.length > 2 ? compute(chosen) : null);
      const [right, wrong] = [true, false].map((isRight) =>
        options
          .filter((/** @type {any} */ { rule }) => (rule === null) === isRight)
          .map((/** @type {any} */ { text }) => text),
      );
      const slips = options.filter((/** @type {any} */ { rule }) => rule !== null);
      const reasons = slips.map((/** @type {any} */ { why }) => why);
      return { chosen, state: stateOf(figure, chosen), right, wrong, reasons };
    });
  });
  return Promise.all(given);
}

/** What the figure of a signature says of many argument sets. @param {{ lesson: string, wanted: any[] }} asked */
async function signature({ lesson, wanted }) {
  const layer = await roomOf(`${lesson}/model`);
  const { settings, table } = layer;
  /** @param {any} chosen */
  const reasonOf = (chosen) => layer.refusalOf(chosen)?.reason ?? null;
  return wanted.map((each) => {
    const chosen = withinLimits(settings, each);
    const mends = layer.suggestedFixes(chosen).map((/** @type {any} */ mend) => {
      const mended = withinLimits(settings, { ...chosen, ...mend.changes });
      const input = layer.shapes(mended)[0];
      return { ...mend, call: codeOf(table, mended), input, reason: reasonOf(mended) };
    });
    return {
      ...{ call: codeOf(table, chosen), input: layer.shapes(chosen)[0], reason: reasonOf(chosen), mends },
      ...{ output: layer.outputOf(chosen), weight: layer.weightShape?.(chosen) ?? null },
      ...{ count: layer.parameterCount?.(chosen) ?? 0, state: askedOf(table, chosen) },
    };
  });
}

/** The numbers of /gradient in states of its small networks. @param {any[]} asked */
async function gradient(asked) {
  const { compute } = await lessonOf("gradient");
  const { foreseen, numberIn, sumOf } = await roomOf("gradient/model");
  return asked.map((chosen) => {
    const now = compute(chosen);
    const hasSum = ["linear", "features", "conv", "pixel"].includes(chosen.layer);
    const back = ["score", "weights", "pool", "active", "conv", "kernel", "bias", "input"];
    return {
      values: numbersOf(now.values, ["conv", "active", "pool", "score", "loss"]),
      gradients: numbersOf(now.gradients, back),
      moved: now.moved.loss,
      promised: chosen.view === "nudge" ? foreseen(chosen, now).promised : null,
      sum: hasSum ? sumOf(chosen, now).total : null,
      shown: hasSum ? numberIn(chosen, now.gradients) : null,
    };
  });
}

const PINNED = [
  ...["score", "features", "pool", "relu", "conv", "pixel"].map((layer) => ({ layer })),
  { layer: "conv", parameter: "bias" },
  { layer: "pixel", row: 16, column: 12 },
  { layer: "relu", row: 12, column: 9 },
];

/** What the live view of /gradient makes of digits. @param {any} asked */
async function digit({ sent, pictures, labels, sizes, most }) {
  const { argmax, forward, parametersOf } = await roomOf("kit/arithmetic");
  const { compute, settings } = await lessonOf("gradient");
  const model = await roomOf("gradient/model");
  const { fewestPixels, nudgeOf, numberIn, pictureOf, productsOf, signStep, sumOf } = model;
  model.receive(sent);
  const flat = Float64Array.from(sent.parameters, (each) => each / 100);
  /** @param {any} asked */
  const at = (asked) => withinLimits(settings, { input: "digit", ...asked });
  /** @param {any} asked */
  function pinnedAt(asked) {
    const chosen = at(asked);
    const now = compute(chosen);
    const { row, column, layer, parameter } = chosen;
    const sum = productsOf(chosen, now).length > 0 ? sumOf(chosen, now).total : null;
    const gradient = numberIn(chosen, now.gradients);
    return { row, column, layer, parameter, sum, ...nudgeOf(chosen, now), gradient };
  }
  /** @param {(picture: any, label: number) => any} judge */
  const each = (judge) =>
    pictures.map((/** @type {number[]} */ picture, /** @type {number} */ i) =>
      judge(pictureOf(picture), labels[i]),
    );
  return {
    target: at({}).target,
    changed: compute(at({ change: "fewest" })).changed.length,
    maps: [1, 2, 3, 4, 5].map((filter) => {
      const now = compute(at({ filter }));
      const grids = ["input", "kernel", "conv", "active", "pool", "score"];
      const rest = [now.values.bias, now.gradients.bias, now.values.loss].map(({ values }) => values[0]);
      return { values: numbersOf(now.values, grids), gradients: numbersOf(now.gradients, grids), rest };
    }),
    pinned: [1, 5].flatMap((filter) =>
      PINNED.map((place) => ({ filter, ...pinnedAt({ filter, ...place }) })),
    ),
    flipped: sizes.map((/** @type {number} */ size) =>
      each((picture, label) =>
        argmax(forward(parametersOf(flat), signStep(flat, picture, label, size)).scores),
      ),
    ),
    pixels: each((picture, label) => {
      const { pixels, isBroken } = fewestPixels(flat, picture, label, most);
      return isBroken ? pixels.length : null;
    }),
  };
}

/** Tensors that meet a layer, chains of calls, drills. @param {{ met: any[], chains: any[], drills: [number, number][] }} asked */
async function inputShape({ met, chains, drills }) {
  const { convOutcome, count, elements, fresh, isContiguous, questionOf, runCalls } =
    await roomOf("input_shape/model");
  /** @param {any} view */
  const said = (view) => [view.shape, view.strides, isContiguous(view), elements(view)];
  return {
    met: met.map(({ shape, dtype, layer }) => convOutcome(shape, dtype, layer)),
    chains: chains.map(({ shape, calls }) => {
      const numbers = Array.from({ length: count(shape) }, (_, at) => at);
      const { views, error } = runCalls(fresh(numbers, shape), calls);
      return { rows: views.slice(1).map(said), error: error?.kind ?? null };
    }),
    drills: drills.map(([seed, number]) => questionOf(seed, number)),
  };
}

/** The layers of the live network. @param {{ received: any, addresses: string[] }} asked */
async function liveNetwork({ received, addresses }) {
  const { compute, settings } = await roomOf("live_network/model");
  /** @param {{ values: Float64Array }[] | null} maps */
  const flat = (maps) => maps?.flatMap(({ values }) => [...values]) ?? null;
  return addresses.map((query, i) => {
    const asked = readAddress(settings, query);
    const layers = compute({ ...received, pixels: received.pixels[i] }, asked.settings);
    const maps = ["kernels", "conv", "relu", "pool"].map((each) => [each, flat(layers[each])]);
    const { scores, shares } = layers;
    return { refused: asked.refused, ...Object.fromEntries(maps), scores, shares };
  });
}

/** The figures of /neuron. @param {{ neurons: string[], sizes: any[], pairs: any[] }} asked */
async function neuron({ neurons, sizes, pairs }) {
  const { asked, compute, neuronOf, settings } = await roomOf("neuron/model");
  const { countsOf } = await roomOf("neuron/counting");
  const collapse = await roomOf("neuron/collapse");
  return {
    neurons: neurons.map((query) => {
      const { settings: chosen, refused } = readAddress(settings, query);
      const now = compute(chosen);
      const { outputs, sums } = now;
      const { window, kernel, products, sum, before, output } = neuronOf(now, chosen, chosen.step - 1);
      const view = { window: [...window.values], kernel: [...kernel.values], products: [...products.values] };
      return { refused, chosen, state: asked(chosen), outputs, sums, ...view, sum, before, output };
    }),
    counts: sizes.map(countsOf),
    pairs: pairs.map((chosen) => {
      const { same, ...grids } = { ...collapse.compute(chosen), picture: collapse.PICTURE };
      const names = ["kernel", "inTwo", "inOne", "one", "two", "picture"];
      return { same, ...Object.fromEntries(names.map((each) => [each, [...grids[each].values]])) };
    }),
  };
}

/** The laboratory of /why-cnn. @param {{ weights: Record<string, Record<string, number[]>>, order: number[], pictures: number[][], addresses: string[] }} asked */
async function whyCnn({ weights, order, pictures, addresses }) {
  const { answerOf, transformed } = await roomOf("kit/silhouettes");
  const { distanceOf, netIn, netKey, settings } = await roomOf("why_cnn/model");
  return addresses.map((query, i) => {
    const { settings: chosen } = readAddress(settings, query);
    const before = { height: 28, width: 28, values: Float64Array.from(pictures[i]) };
    const picture = transformed(before, chosen, order);
    const known = Object.entries(weights[netKey(chosen, chosen.net)]);
    const tensors = Object.fromEntries(known.map(([key, values]) => [key, Int16Array.from(values)]));
    const { scores, shares } = answerOf(netIn(chosen, chosen.net), tensors, picture);
    return { picture: [...picture.values], scores, shares, distance: distanceOf(chosen) };
  });
}

/** What the doctor's page makes of diagnoses; a label as its name and values. @param {{ tables: any, diagnoses: any[] }} asked */
async function doctor({ tables, diagnoses }) {
  const page = { ...(await roomOf("doctor/model")), ...(await roomOf("doctor/view")) };
  const label = (/** @type {string} */ name, values = {}) => JSON.stringify([name, values]);
  const kit = { language: "en", label };
  const textOf = (/** @type {any[]} */ pieces) => pieces.map(({ text }) => text).join("");
  return diagnoses.map((found) => {
    /** @type {string[]} */
    const texts = found.lines.map((/** @type {any} */ line) => line.text);
    const text = texts.join("\n");
    return {
      stack: page.stackOf(found),
      verdict: page.verdictOf(kit, found),
      trouble: page.troubledLine(found),
      came: page.howItCame(kit, found),
      links: found.steps.map((/** @type {any} */ step) => page.linksOf(step, tables)),
      lines: texts.map((line) => textOf(page.piecesOf(line))),
      places: texts.map((_, at) => page.lineAt(text, page.placeOf(text, at + 1))),
      parts: found.mends.map((/** @type {any} */ { fix }) => fix.edits.length > 0 && page.changedPart(fix)),
      shapes: found.lines.map((/** @type {any} */ line) => line.shape && page.written(line.shape)),
    };
  });
}

/** What a class gets on paper: the exercises of a lesson for levels and seeds, and its check questions. @param {{ lesson: string, labels: Record<string, string>, asked: [level: string, seed: number, count: number][], questions: any[] }} asked */
async function sheet({ lesson, labels, asked, questions }) {
  const { exercisesOf, addressOf } = await load(`${lesson}/sheet.js`);
  const { asText, checkQuestions } = await load("classroom/figure.js");
  const { fill } = await load("kit/i18n/korean_particles.js");
  const label = (/** @type {string} */ name, values = {}) => fill(labels[name], values);
  return {
    parts: asked.map(([level, seed, count]) => ({
      title: lesson,
      address: addressOf(level, seed),
      items: exercisesOf(label, level, seed, count).map(asText),
    })),
    checks: asked.map(([, seed, count]) => checkQuestions(questions, lesson, seed, count).map(asText)),
  };
}

/** @typedef {{ lessons: string, setup: any, updates: number[], file: string, measured: boolean }} Run */

/** Train as the Worker does in a browser; each run names its folder of lessons. @param {{ digits: string, runs: Run[] }} asked */
async function training({ digits, runs }) {
  /** @param {Float64Array} weights */
  const packed = (weights) => Buffer.from(weights.buffer).toString("base64");
  const bytes = new Uint8Array(Buffer.from(digits, "base64"));
  const answers = [];
  for (const { lessons, setup, updates, file, measured } of runs) {
    const { Trainer, partsOf, dataFile, SIDE } = await roomOf("training/model", lessons);
    const parts = partsOf(bytes);
    const { pixels, classes } = parts.unseen;
    const own = {
      pixels: pixels.slice(0, setup.own * SIDE ** 2),
      classes: classes.slice(0, setup.own).map((/** @type {number} */ each) => (each + 1) % 10),
    };
    const trainer = new Trainer(parts, setup, own);
    const start = packed(trainer.weights);
    const losses = [];
    const moments = [];
    const last = Math.max(...updates);
    for (let done = 0; done <= last; done++) {
      if (updates.includes(done)) {
        const hash = createHash("sha256").update(trainer.weights).digest("hex");
        moments.push({ weights: packed(trainer.weights), hash, ...(measured && trainer.measure()) });
      }
      if (done < last) losses.push(trainer.update());
    }
    if (file) {
      const archive = dataFile(trainer.practised, trainer.unseen, setup);
      writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
    }
    answers.push({ start, losses, moments });
  }
  return answers;
}

/** @type {Record<string, (asked: any) => Promise<any>>} */
const FIGURES = {
  ...{ questions, guesses, signature, gradient, digit, inputShape, liveNetwork, neuron, whyCnn },
  ...{ doctor, sheet, training },
};
process.stdout.write(JSON.stringify(await FIGURES[name](JSON.parse(readFileSync(0, "utf8")))));
