/** nn.Conv2d taken apart: the call as a form, the numbers it builds, one filter at work or torch's words, the count, the code. */

import { formatCount } from "../kit/arithmetic/rounding.js";
import { shapeTokens } from "../kit/code/figure.js";
import { together } from "../kit/controls/control.js";
import { make, named, operator, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { callFormOf } from "../kit/layer_form/controls.js";
import { createTorchWords } from "../kit/layer_form/torch_words.js";
import { written } from "../kit/settings/table.js";
import * as limits from "./model/limits.js";
import {
  apart,
  borderOf,
  divides,
  hasBias,
  outputOf,
  paddingLimits,
  parameterCount,
  refusalOf,
  suggestedFixes,
  table,
  weightShape,
} from "./model/limits.js";
import { compute, largestWeight, takePhoto, weightsOf } from "./model/numbers.js";
import * as words from "./model/words.js";
import { createBricks } from "./view/bricks.js";
import { createDotProduct } from "./view/dot_product.js";

/** @import { Settings } from "./model/limits.js" */

const PICTURES = [28, 224]; // sides of the two that are compared

/** The numbers that are multiplied and added, by name. @param {Settings} chosen @returns {Record<string, number>} */
function chipsOf(chosen) {
  const { in_channels, out_channels, kernel_size } = chosen;
  const [groups, bias] = [apart(chosen), hasBias(chosen) ? out_channels : 0];
  return { out: out_channels, in: in_channels, groups, kH: kernel_size[0], kW: kernel_size[1], bias };
}

/** The formula as chips, each with its name below. @param {Kit} kit */
function createFormula(kit) {
  const names = ["out", "in", "groups", "kH", "kW", "bias"];
  const chips = Object.fromEntries(names.map((id) => [id, make("b.chip")]));
  const chip = (/** @type {string} */ id) => named(chips[id], kit.label(`conv2d.chip_${id}`));
  const [total, was] = [make("b.total"), make("span.note")];
  const element = make("p.formula.in-row.in-one", chip("out"), operator("× ("), chip("in"), operator("/"));
  element.append(chip("groups"), operator("×"), chip("kH"), operator("×"), chip("kW"));
  element.append(operator(") +"), chip("bias"), operator("="), total, was);
  return {
    element,
    /** @param {Settings} chosen @param {Settings} before @param {string | null} hidden what stands in the place of the numbers */
    show(chosen, before, hidden) {
      const [now, earlier] = [chipsOf(chosen), chipsOf(before)];
      const [count, counted] = [parameterCount(chosen), parameterCount(before)];
      const isOther = hidden === null && count !== null && counted !== null && count !== counted;
      for (const [id, place] of Object.entries(chips)) {
        setText(place, hidden ?? String(now[id]));
        place.classList.toggle("touched", hidden === null && now[id] !== earlier[id]);
      }
      setText(total, hidden ?? countText(count));
      total.classList.toggle("asked", hidden !== null);
      const said = isOther
        ? kit.label("conv2d.was", { n: formatCount(counted) })
        : kit.label("conv2d.parameters");
      setText(was, said);
    },
  };
}

/** @param {number | null} count */
const countText = (count) => (count === null ? "—" : formatCount(count));

/** @param {Kit} kit */
function createParameterCount(kit) {
  const formula = createFormula(kit);
  const torch = make("code.torch-count.own-line.muted");
  const same = make("div");
  const beside = make("div.beside.at-right", torch, same);
  return {
    element: make("div.count-line.apart.ruled.tinted", formula, beside),
    show(/** @type {Scene} */ { chosen, change, answer, isAsked }) {
      const hidden = isAsked ? "?" : null;
      formula.show(chosen, /** @type {Settings} */ (change?.before ?? chosen), hidden);
      const heard = answer ? (answer.count ?? "—") : "…";
      setText(torch, `sum(p.numel() for p in conv.parameters())  # ${hidden ?? heard}`);
      const count = hidden ?? countText(parameterCount(chosen));
      const lines = PICTURES.map((side) => {
        const out = outputOf(chosen, side);
        const shape = out ? `→ (1, ${chosen.out_channels}, ${out[0]}, ${out[1]})` : "→ —";
        return make(
          "p.note",
          kit.label("conv2d.picture_count", { s: side }),
          " ",
          make("b", count),
          ` ${shape}`,
        );
      });
      same.replaceChildren(...lines);
    },
  };
}

/** The shape of `bias`, which may be None. @param {Settings} chosen @param {Settings} before */
function biasTokens(chosen, before) {
  const shape = weightShape(chosen);
  if (!shape) return shapeTokens(null);
  if (!hasBias(chosen)) return ["None"];
  const earlier = hasBias(before) ? weightShape(before) : null;
  return shapeTokens([shape[0]], [earlier?.[0] ?? 0]);
}

/** What stands below the bricks: the shapes of weight and bias, and the seed they started from. @param {Kit} kit @param {Controls} control */
function createFooter(kit, control) {
  const [weight, bias] = [make("code"), make("code")];
  const seed = control("seed", { control: "side", shown: kit.label("conv2d.fresh") });
  const shapes = make("p.shapes", weight, bias);
  return {
    element: make("div.foot.apart.in-one.placed", shapes, seed),
    /** @param {Settings} chosen @param {Change | null} change @param {boolean} isAsked */
    show(chosen, change, isAsked) {
      const before = change ? /** @type {Settings} */ (change.before) : chosen;
      const asked = () => [make("b.asked", "?")];
      weight.replaceChildren(
        "weight ",
        ...(isAsked ? asked() : shapeTokens(weightShape(chosen), weightShape(before))),
      );
      bias.replaceChildren("bias ", ...(isAsked ? asked() : biasTokens(chosen, before)));
      seed.show(chosen);
    },
  };
}

/** What of an argument follows from the others. @param {Kit} kit @returns {Record<string, Partial<import("../kit/layer_form/controls.js").Argument>>} */
function specialOf(kit) {
  const border = (/** @type {any} */ chosen) => borderOf(chosen);
  const groupsHint = (/** @type {any} */ chosen) => {
    if (!divides(chosen)) return kit.label("conv2d.groups_not");
    return kit.label("conv2d.groups_reads", { n: chosen.in_channels / apart(chosen) });
  };
  return {
    in_channels: {
      hint: ({ in_channels: n }) =>
        kit.label(n === 1 ? "conv2d.in_grey" : n === 3 ? "conv2d.in_rgb" : "conv2d.in_maps", { n }),
    },
    out_channels: { hint: ({ out_channels: n }) => kit.label("conv2d.out_filters", { n }) },
    padding: { limits: paddingLimits, hint: (chosen) => `= ${written(border(chosen))}`, meant: border },
    groups: { hint: groupsHint },
  };
}

/** @param {Kit} kit @param {LessonHands} hands @param {any} data what Python has sent: the picture @returns {LessonView} */
function createView(kit, { control }, { photo }) {
  takePhoto(photo);
  const [bricks, footer] = [createBricks(kit), createFooter(kit, control)];
  // No number of the layer depends on it.
  const size = together(
    make("div.size.more.placed", make("span.note", { "aria-hidden": true }, kit.label("fig.picture"))),
    control("size", { options: (names) => names.map(([side]) => [side, `${side}×${side}`]) }),
  );
  const work = createDotProduct(kit, (rows) => {
    field.dataset.rows = rows;
    refit();
  });
  const torch = createTorchWords(kit, "conv2d");
  const count = createParameterCount(kit);
  bricks.element.append(footer.element);
  const field = make("div.field.conv2d-field.in-grid", bricks, make("div.right.around", size, work, torch));
  const refit = fitGrids(field, work.grids, kit.signal);
  return {
    form: callFormOf(kit, table, control, ["in_channels", "out_channels"], specialOf(kit)),
    field,
    below: count.element,
    show(/** @type {Scene} */ scene) {
      const { chosen, now, change, isAsked, mistake } = scene;
      bricks.show(chosen, change, isAsked, mistake);
      footer.show(chosen, change, isAsked);
      count.show(scene);
      size.show(chosen);
      for (const part of [work, size]) part.element.hidden = !now;
      torch.show(refusalOf(chosen), suggestedFixes(chosen), scene);
      const layer = weightsOf(chosen);
      if (now && layer) work.show(now, chosen, largestWeight(layer));
    },
  };
}

export const figure = lessonFigure({
  ...{ name: "conv2d", ...limits, ...words, compute, showsShape: true, createView },
  film: ({ out_channels }) => ({
    name: "filter",
    values: Array.from({ length: out_channels }, (_, at) => at + 1),
  }),
});
