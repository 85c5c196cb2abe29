/** How layers lie on a map: one table of the layers that read windows, whatever their kind. */

import { poolAxes } from "./pool_windows.js";
import { adaptiveWindow } from "./pooling_geometry.js";
import { pixelsRead, windowAxes } from "./windows.js";

/** @import { PoolingSettings } from "./pool_windows.js" */
/** @import { Settings } from "./windows.js" */

/**
 * A layer by PyTorch's name, with its arguments.
 *
 * @typedef {{name: "Conv2d"} & Settings} ConvolutionLayer
 * @typedef {{name: "MaxPool2d" | "AvgPool2d"} & PoolingSettings} PoolingLayer
 * @typedef {{name: "AdaptiveAvgPool2d" | "AdaptiveMaxPool2d", output_size: [number | null, number | null]}} AdaptiveLayer
 * @typedef {{name: "ReLU"}} CellByCellLayer treats every cell by itself
 * @typedef {ConvolutionLayer | PoolingLayer | AdaptiveLayer | CellByCellLayer} Layer
 */

/**
 * For every output index of one axis the pixels it reads; what is padding reads none.
 *
 * @typedef {number[][]} Reads
 */

/**
 * Return which pixels each output cell of a layer reads, down and across.
 * @param {Layer} layer @param {number} height @param {number} width @returns {[Reads, Reads]}
 */
export function layerReads(layer, height, width) {
  if ("kernel_size" in layer) {
    const axesOf = layer.name === "Conv2d" ? windowAxes : poolAxes;
    const [rows, columns] = axesOf(height, width, /** @type {any} */ (layer));
    return [pixelsRead(rows), pixelsRead(columns)];
  }
  const adaptive = (/** @type {number} */ inputSize, /** @type {number} */ outputSize) =>
    Array.from({ length: outputSize }, (_, index) => adaptiveWindow(inputSize, outputSize, index));
  const [down, across] = "output_size" in layer ? layer.output_size : [null, null];
  return [adaptive(height, down ?? height), adaptive(width, across ?? width)];
}
