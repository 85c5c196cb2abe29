// @ts-check
// What belongs to the whole document: its language, the names of Streamlit's own parts in it, and the links to the
// parts of a page.
// A part is a container of Streamlit, which has its key as a class and no id.

const SMALL = "(width < 900px), (height < 480px)"; // as in frame.css
const READ_FROM = 140; // px below the top edge: the part that has come so far is the one that is read

/** @param {string} hash such as "#check" @returns {Element | null} */
const partOf = (hash) => document.querySelector(`.st-key-${CSS.escape(hash.slice(1))}`);

/** @returns {HTMLAnchorElement[]} */
const links = () =>
  [...document.querySelectorAll(".sections a")].filter((link) => link instanceof HTMLAnchorElement);

function markWhatIsRead() {
  const reached = links().filter(
    ({ hash }) => (partOf(hash)?.getBoundingClientRect().top ?? Infinity) < READ_FROM,
  );
  const current = reached.at(-1) ?? links()[0];
  for (const link of links()) {
    if (link === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** @param {MouseEvent} event */
function goToPart(event) {
  const link = event.target instanceof Element ? event.target.closest(".sections a") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault(); // the address holds the state of the figure, nothing else
  const part = partOf(link.hash);
  if (!(part instanceof HTMLElement)) return;
  part.scrollIntoView({ block: "start" });
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

/** Streamlit opens its sidebar wherever 768 px are there; a small window is the figure's until a visitor asks for it. */
function closeSidebar() {
  if (document.documentElement.dataset.sidebar || !matchMedia(SMALL).matches) return;
  const close = document.querySelector(
    "[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button",
  );
  if (close instanceof HTMLElement) close.click();
}

/** @param {Event} event */
function noteSidebar({ target }) {
  const isOpened = target instanceof Element && target.closest("[data-testid=stExpandSidebarButton]");
  if (isOpened) document.documentElement.dataset.sidebar = "asked for"; // frame.css hides it until then
}

/** Streamlit opens what a link of the text leads to in a tab of its own, also where that is another page of the course. @param {MouseEvent} event */
function stayInTab(event) {
  const link = event.target instanceof Element ? event.target.closest('.stMarkdown a[href^="/"]') : null;
  link?.removeAttribute("target");
}

/** Streamlit names its parts in English, and anew whenever it puts one on the page. @param {Record<string, string>} names the page's own, by what they are in either language */
function translateNames(names) {
  for (const part of document.querySelectorAll("[aria-label]")) {
    const now = part.getAttribute("aria-label") ?? "";
    const wanted = Object.hasOwn(names, now) ? names[now] : now;
    if (wanted !== now) part.setAttribute("aria-label", wanted);
  }
}

/** @param {{ data: { language: string, names: Record<string, string> } }} host */
export default function ({ data }) {
  // Streamlit leaves <html lang="en">; a screen reader then reads Korean with an English voice.
  document.documentElement.lang = data.language;
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser yet
  document.cookie = `language=${data.language}; path=/; max-age=31536000; samesite=lax`;
  const ending = new AbortController();
  const { signal } = ending;
  document.addEventListener("click", goToPart, { signal });
  document.addEventListener("click", noteSidebar, { signal, capture: true });
  closeSidebar();
  matchMedia(SMALL).addEventListener("change", closeSidebar, { signal });
  document.addEventListener("click", stayInTab, { signal, capture: true });
  document.addEventListener("scroll", markWhatIsRead, { signal, capture: true, passive: true });
  const watching = new MutationObserver(() => {
    // Streamlit may tidy up an earlier call late: two that put in their own language would never come to an end.
    if (document.documentElement.lang === data.language) translateNames(data.names);
  });
  watching.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  translateNames(data.names);
  return () => {
    watching.disconnect();
    ending.abort();
  };
}
