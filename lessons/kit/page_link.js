// @ts-check
/** From a figure to another page as its links go: without loading everything again, so that nothing is lost. */

/** @param {MouseEvent} event on a link to that page @param {string} page such as "live-network" */
export function goTo(event, page) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = document.querySelector(`a[data-testid="stPageLink-NavLink"][href="${page}"]`);
  if (!(link instanceof HTMLElement)) return; // the browser follows the link itself
  event.preventDefault();
  link.click();
}
