/** One filter at work: on each channel it reads a window, a kernel, a map and a sum; all of them and the bias give a cell. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { formatNumber, shortNumber } from "../../kit/arithmetic/rounding.js";
import { bothAxes } from "../../kit/arithmetic/windows.js";
import { createPanel, make, setText, signBetween } from "../../kit/dom/dom.js";
import { cellsOf, insideOf } from "../../kit/grid/cell.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createLegend, greyPixels, signedPaint, signedPixels, styleOf } from "../../kit/grid/scale.js";
import { placeMoves } from "../../kit/grid/walking.js";
import { borderOf, spanOf } from "../model/limits.js";
import { channelName, exact } from "../model/numbers.js";
import { sumsOf } from "../model/words.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Work } from "../model/numbers.js" */

const FAR = 5; // cells that Shift and an arrow move

/** The cells around a place that lie inside. @param {number} row @param {number} column @param {Grid} map */
const around = (row, column, map) => insideOf({ row: row - 1, column: column - 1, height: 3, width: 3 }, map);

/** What the window of a cell covers of the picture: part of it may lie in the padding. @param {Settings} chosen */
function windowArea({ row, column, stride, size, ...layer }) {
  const [[height, width], border, side] = [spanOf(layer), borderOf(layer), Number(size)];
  const start = { row: (row - 1) * stride[0] - border[0], column: (column - 1) * stride[1] - border[1] };
  return insideOf({ ...start, height, width }, { height: side, width: side });
}

/** The cell whose window begins nearest to a pixel. @param {Settings} chosen @param {number} row @param {number} column */
function nearestCell(chosen, row, column) {
  const [span, border] = [spanOf(chosen), borderOf(chosen)];
  return bothAxes((axis) => {
    const start = [row, column][axis] - Math.floor((span[axis] - 1) / 2);
    return Math.max(Math.round((start + border[axis]) / chosen.stride[axis]), 0);
  });
}

/** A map in the colours that all of them share, its cell that is looked at put into words. @param {Kit} kit @param {PixelMap} map @param {string} name @param {Grid} grid @param {number} limit @param {Settings} chosen */
function showMap(kit, map, name, grid, limit, chosen) {
  const [row, column] = [chosen.row - 1, chosen.column - 1];
  map.show(name, grid, signedPixels(limit, kit.theme));
  map.mark("here", oneCell(row, column));
  map.read(around(row, column, grid), exact, [row, column]);
}

/** The row of one channel. @param {Kit} kit */
function createChannel(kit) {
  const moves = placeMoves(kit.settings, kit.set, FAR);
  const toWindow = (/** @type {[number, number]} */ ...pixel) =>
    moves.onPoint(...nearestCell(kit.settings(), ...pixel));
  const input = new PixelMap({ ...moves, onPoint: toWindow });
  const [kernel, map] = [new NumberGrid({}), new PixelMap(moves)];
  const letter = make("b.letter.laid-over", { "aria-hidden": true });
  const sum = make("b.sum");
  const picture = make("div.picture.around", input, letter);
  const face = make("div.kernel", kernel);
  const element = make("div.channel.in-middle", picture, signBetween("×"), face, signBetween("="), map, sum);
  return {
    ...{ element, input, kernel, map },
    /** @param {Work} work @param {Settings} chosen @param {number} at @param {number} limit of the weights */
    show(work, chosen, at, limit) {
      const name = channelName(chosen.in_channels, work.channels[at]);
      const { channels: steps, channelSums } = work.step;
      setText(letter, name);
      input.show(kit.label("conv2d.input_of", { c: name }), work.inputs[at], greyPixels());
      const area = windowArea(chosen);
      const isSeen = area.height > 0 && area.width > 0;
      input.mark("window", isSeen ? area : null);
      input.read(isSeen ? area : around(0, 0, work.inputs[at]), shortNumber);
      const rows = cellsOf(work.kernels[at], (weight, cell) => {
        const pixel = steps[at].window.values[cell];
        const hint = kit.label("conv2d.times", { w: shortNumber(weight), p: shortNumber(pixel) });
        return { text: shortNumber(weight), paint: signedPaint(weight, limit, kit.theme), hint };
      });
      kernel.show(kit.label("conv2d.kernel_of", { n: chosen.filter, c: name }), rows);
      showMap(kit, map, kit.label("conv2d.map_of", { c: name }), work.maps[at], work.limit, chosen);
      setText(sum, exact(channelSums[at]));
    },
  };
}

/** The map that comes out, and how its cell is written. @param {Kit} kit */
function createOutput(kit) {
  const map = new PixelMap(placeMoves(kit.settings, kit.set, FAR));
  const title = make("b");
  const size = make("span.note");
  const terms = make("p.terms");
  const result = make("b.result");
  const legend = createLegend(kit);
  const scale = make("p.note.no-phone", kit.label("fig.scale_all"));
  const head = make("p.output-head.in-one", title, " ", size);
  const element = make("div.output", head, map, terms, result, legend, scale);
  return {
    ...{ element, map },
    /** @param {Work} work @param {Settings} chosen */
    show({ output, step, limit }, chosen) {
      setText(title, kit.label("conv2d.channel", { n: chosen.filter }));
      setText(size, `${output.height}×${output.width}`);
      showMap(kit, map, kit.label("conv2d.output_of", { n: chosen.filter }), output, limit, chosen);
      const bias = chosen.bias ? [kit.label("conv2d.plus_bias", { b: formatNumber(step.bias) })] : [];
      const sum = [...sumsOf(kit, step), ...bias].join(" +\u00a0").replaceAll("+\u00a0−", "−\u00a0");
      setText(terms, `${sum} =`);
      setText(result, exact(step.output));
      result.style.cssText = styleOf(signedPaint(step.output, limit, kit.theme));
      legend.show(limit);
    },
  };
}

/** @param {Kit} kit @param {(rows: string) => void} refit there is room for so many channels now */
export function createDotProduct(kit, refit) {
  const list = make("div.channel-list.in-grid");
  const output = createOutput(kit);
  const brace = make("span.brace.no-phone", { "aria-hidden": true });
  const { element, title, note } = createPanel(
    "work",
    "",
    make("div.work-body.in-grid", list, brace, output),
  );
  note.classList.add("no-phone");
  /** @type {ReturnType<typeof createChannel>[]} */
  const channels = [];
  const fitter = (/** @type {"input" | "kernel" | "map"} */ part) => ({
    fit: (/** @type {number} */ box) => {
      for (const channel of channels) channel[part].fit(box);
    },
  });
  return {
    element,
    grids: { input: fitter("input"), kernel: fitter("kernel"), map: fitter("map"), output: output.map },
    /** @param {Work} work @param {Settings} chosen @param {number} limit of the weights */
    show(work, chosen, limit) {
      const read = work.channels.length;
      while (channels.length < read) channels.push(createChannel(kit));
      const size = String(read <= 3 ? read : read === 4 ? 4 : 8);
      const largest = Math.max(...chosen.kernel_size);
      element.dataset.digits = String(largest <= 3 ? read <= 4 : largest <= 5 && read === 1);
      element.dataset.lines = String(largest <= 7 || read <= 3); // else there would be little but lines
      if (list.childElementCount !== read) {
        list.replaceChildren(...channels.slice(0, read).map((channel) => channel.element));
        refit(size);
      }
      setText(title, kit.label("conv2d.at_work", { n: chosen.filter }));
      setText(note, kit.label("conv2d.at_work_note", { n: read }));
      for (let at = 0; at < read; at++) channels[at].show(work, chosen, at, limit);
      output.show(work, chosen);
    },
  };
}
