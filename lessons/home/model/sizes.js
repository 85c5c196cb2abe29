/** Sizes of the start page's network, which never change. */

export const KERNEL_SIZE = 5;
export const MAPS = 5;
export const SIDE = 28;
