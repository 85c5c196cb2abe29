/** Sizes of the picture, of its windows and of the map, which never change. */

export const SIDE = 5; // of the picture
export const KERNEL_SIZE = 3;
export const PLACES = SIDE - KERNEL_SIZE + 1; // of the window, along one axis
export const PIXELS = SIDE ** 2;
export const OUTPUTS = PLACES ** 2;
export const WEIGHTS = KERNEL_SIZE ** 2;

/** Row and column of a place in a grid of that width. @param {number} index @param {number} width @returns {[row: number, column: number]} */
export const placeOf = (index, width) => [Math.floor(index / width), index % width];
