/** What follows a hand may wait until the hand has seen what it did. */

/** What waits, the newest of each. @type {Map<unknown, () => void>} */
const waiting = new Map();

/** Do this behind the next frame, for what follows a hand may wait until it has seen what it did; of what is for the same only the newest. @param {unknown} what its name, or the element it is for @param {() => void} task */
export function afterPaint(what, task) {
  const isFirst = waiting.size === 0;
  waiting.set(what, task);
  if (!isFirst) return;
  requestAnimationFrame(() => {
    const tasks = [...waiting.values()];
    waiting.clear();
    for (const each of tasks) setTimeout(each); // one that throws keeps none of the others from the page
  });
}
