/** What follows a hand may wait until the hand has seen what it did. */

/** What waits, the newest of each name. @type {Map<string, () => void>} */
const waiting = new Map();

/** Do this behind the next frame; of what has the same name only the newest. @param {string} name @param {() => void} task */
export function afterPaint(name, task) {
  const isFirst = waiting.size === 0;
  waiting.set(name, task);
  if (!isFirst) return;
  requestAnimationFrame(() => {
    const tasks = [...waiting.values()];
    waiting.clear();
    for (const each of tasks) setTimeout(each); // one that throws keeps none of the others from the page
  });
}
