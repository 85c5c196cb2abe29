// @ts-check
/**
 * The sizes of a stage's grids follow its style sheet: `--input-box` there is the box of the grid called "input",
 * and `--input-room`, if it is there, how much wider it may become.
 */

/**
 * Fit the grids now and whenever the stage changes its width; what is returned fits them once more.
 * @param {HTMLElement} field the element whose style names the boxes
 * @param {Record<string, { fit: (box: number, room?: number) => void }>} grids by the name in the style sheet
 * @param {AbortSignal} signal
 * @param {() => void} [afterwards]
 */
export function fitGrids(field, grids, signal, afterwards) {
  const fit = () => {
    if (!field.isConnected) return;
    const style = getComputedStyle(field);
    for (const [name, grid] of Object.entries(grids)) {
      const [box, room] = ["box", "room"].map((size) =>
        Number.parseFloat(style.getPropertyValue(`--${name}-${size}`)),
      );
      grid.fit(box, room || box);
    }
    afterwards?.();
  };
  fit(); // before the first paint, so that nothing moves
  if (!field.isConnected) queueMicrotask(fit); // it comes onto the page in the same turn
  const resizing = new ResizeObserver(fit);
  resizing.observe(field);
  signal.addEventListener("abort", () => resizing.disconnect());
  return fit;
}
