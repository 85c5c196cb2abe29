// @ts-check
/** Sizes of the start page's network, which never change. */

export const KERNEL_SIZE = 5;
export const MAPS = 5;
export const SIDE = 28;
export const PLACES = SIDE - KERNEL_SIZE + 1; // 24 a row
export const STEPS = PLACES ** 2;
