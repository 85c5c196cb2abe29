/** How layers lie on a map: one table of the layers that read windows, whatever their kind. */

import { poolAxes } from "./pool_windows.js";
import { adaptiveWindow } from "./pooling_geometry.js";
import { pixelsRead, windowAxes } from "./windows.js";

/** @import { PoolingSettings } from "./pool_windows.js" */
/** @import { Axis, Settings } from "./windows.js" */

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
 * Return how the windows of a convolution or a pooling lie, or null for a layer without windows of one size.
 * @param {Layer} layer
 * @param {number} height
 * @param {number} width
 * @returns {[Axis, Axis] | null}
 */
export function layerAxes(layer, height, width) {
  if (layer.name === "Conv2d") return windowAxes(height, width, layer);
  if (layer.name === "MaxPool2d" || layer.name === "AvgPool2d") {
    return poolAxes(height, width, layer);
  }
  return null;
}

/**
 * Return which pixels each output cell of a layer reads, down and across.
 * @param {Layer} layer
 * @param {number} height
 * @param {number} width
 * @returns {[Reads, Reads]}
 */
export function layerReads(layer, height, width) {
  const axes = layerAxes(layer, height, width);
  if (axes) return [pixelsRead(axes[0]), pixelsRead(axes[1])];
  /** @param {number} inputSize @param {number} outputSize @returns {Reads} */
  const adaptive = (inputSize, outputSize) =>
    Array.from({ length: outputSize }, (_, index) => adaptiveWindow(inputSize, outputSize, index));
  const [down, across] = "output_size" in layer ? layer.output_size : [null, null];
  return [adaptive(height, down ?? height), adaptive(width, across ?? width)];
}
