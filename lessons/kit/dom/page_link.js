/** From a figure to another page as its links go: without loading everything again, so that nothing is lost. */

/** What a link wants of the page it leads to; there it is taken once. */
let wish = "";

export function takeWish() {
  const taken = wish;
  wish = "";
  return taken;
}

/** To another page as its links go: without loading everything again, so that nothing is lost. @param {MouseEvent} event on a link to that page @param {string} page such as "live-network" @param {string} [wanted] there, such as "draw" @returns {boolean} whether it goes; else the browser follows the link itself */
export function goTo(event, page, wanted = "") {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  const link = document.querySelector(`a[data-testid="stPageLink-NavLink"][href="${page}"]`);
  if (!(link instanceof HTMLElement)) return false;
  event.preventDefault();
  wish = wanted;
  link.click();
  return true;
}
