// What belongs to the whole document: its language, the names of Streamlit's own parts in it, the links to the
// parts of a page, and what is said while the server is away.
// A part is a container of Streamlit, which has its key as a class and no id.

const SMALL = "(width < 900px), (height < 500px)"; // as in header.css
const FOLDED = ["#pytorch", "#exercises", "#looking", "#local"]; // parts that are a fold
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
  showPart(link.hash);
}

/** @param {string} hash */
function showPart(hash) {
  const part = partOf(hash);
  if (!(part instanceof HTMLElement)) return;
  const fold = part.querySelector("details:not([open]) > summary");
  if (fold instanceof HTMLElement && FOLDED.includes(hash)) fold.click();
  part.scrollIntoView({ block: "start" });
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

/** Show the part that a link from elsewhere names, once it is there; then the address holds the state alone. */
function arriveAtPart() {
  const { hash } = location;
  if (!FOLDED.includes(hash) || !partOf(hash)?.querySelector("summary")) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  document.documentElement.dataset.arrived = location.pathname;
  showPart(hash);
}

const EXPAND = "[data-testid=stExpandSidebarButton]";
const OPEN_SIDEBAR = "[data-testid=stSidebar][data-collapsed=false]";
const COLLAPSE = `${OPEN_SIDEBAR} [data-testid=stSidebarCollapseButton] button`;

const isSmall = () => matchMedia(SMALL).matches;

/** @param {string} selector @param {(found: HTMLElement) => void} act */
function withElement(selector, act) {
  const found = document.querySelector(selector);
  if (found instanceof HTMLElement) act(found);
}

const closeSidebar = () => withElement(COLLAPSE, (button) => button.click());

/** Streamlit opens its sidebar wherever 768 px are there; a small window is the figure's until a visitor asks for it. */
function closeAtFirst() {
  if (!document.documentElement.dataset.sidebar && isSmall()) closeSidebar();
}

const leadBack = () =>
  setTimeout(() => withElement(EXPAND, (button) => button.focus({ preventScroll: true })));

/** A press on a lesson or on a language closes the drawer; the focus goes where it came from. @param {MouseEvent} event */
function useDrawer({ target }) {
  if (!(target instanceof Element) || !isSmall()) return;
  const root = document.documentElement;
  if (target.closest(EXPAND)) {
    root.dataset.sidebar = "asked for"; // header.css hides it until then
    setTimeout(() => withElement(COLLAPSE, (button) => button.focus()));
  }
  if (!root.dataset.sidebar || !target.closest("[data-testid=stSidebar]")) return;
  if (target.closest("a, [role=radio]")) closeSidebar();
  if (target.closest("[data-testid=stSidebarCollapseButton]")) leadBack();
}

/** So does one beside it, before Streamlit closes it in its own way. @param {MouseEvent} event */
function pressBeside(event) {
  const sidebar = event.target instanceof Element && isSmall() ? event.target.closest(OPEN_SIDEBAR) : null;
  if (!sidebar || event.clientX <= sidebar.getBoundingClientRect().right) return;
  event.preventDefault();
  event.stopPropagation();
  closeSidebar();
  leadBack();
}

/** @param {KeyboardEvent} event */
function takeKey({ key }) {
  if (key === "Escape" && isSmall()) closeSidebar();
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
  withElement('[data-testid="stSkipToContent"]', (link) => {
    const now = link.textContent ?? "";
    if (Object.hasOwn(names, now) && names[now] !== now) link.textContent = names[now];
  });
}

const CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]';
const STREAMLITS_TITLE = "Connection error";
const LINK = 'a[data-testid="stPageLink-NavLink"]';
const LOOK_AGAIN = 500; // ms

const isAway = () => !navigator.onLine || !document.querySelector(CONNECTED);

/** @typedef {{ title: string, text: string, going: string }} Away what is said while the server does not answer; `going`: of a link */

/** Streamlit says in English, whatever the language of the page, that the server is away. @param {Away} away */
function translateDialog({ title, text }) {
  for (const dialog of document.querySelectorAll('[data-testid="stDialog"]')) {
    const walker = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
    let said = [title, text];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (said.length === 2 && node.data !== STREAMLITS_TITLE) continue; // it is in our words already
      node.data = said[0] ?? "";
      said = said.slice(1);
    }
  }
}

/** A link to another page waits for the server that is to answer it, and says so. @param {Away} away @param {AbortSignal} signal */
function holdLinks({ going }, signal) {
  const sentence = document.createElement("p");
  sentence.className = "away";
  sentence.setAttribute("role", "alert");
  document.body.append(sentence);
  let wanted = "";
  const say = (/** @type {string} */ href) => {
    wanted = href;
    sentence.textContent = href && going;
  };
  /** @param {MouseEvent} event */
  const hold = (event) => {
    const link = event.target instanceof Element ? event.target.closest(LINK) : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!isAway()) return say("");
    event.preventDefault();
    event.stopPropagation();
    say(link.getAttribute("href") ?? "");
  };
  const looking = setInterval(() => {
    if (!wanted || isAway()) return;
    const link = document.querySelector(`${LINK}[href="${CSS.escape(wanted)}"]`);
    say("");
    if (link instanceof HTMLElement) link.click();
  }, LOOK_AGAIN);
  document.addEventListener("click", hold, { signal, capture: true });
  signal.addEventListener("abort", () => {
    clearInterval(looking);
    sentence.remove();
  });
}

/** @param {{ data: { language: string, number: number | null, names: Record<string, string>, away: Away, isFramed: boolean } }} host */
export default function ({ data }) {
  // Streamlit leaves <html lang="en">; a screen reader then reads Korean with an English voice.
  document.documentElement.lang = data.language;
  document.documentElement.style.setProperty("--lesson-number", JSON.stringify(String(data.number ?? "")));
  if (!data.isFramed)
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not in every browser yet
    document.cookie = `language=${data.language}; path=/; max-age=31536000; samesite=lax`;
  const ending = new AbortController();
  const { signal } = ending;
  document.addEventListener("click", goToPart, { signal });
  document.addEventListener("click", useDrawer, { signal, capture: true });
  document.addEventListener("mousedown", pressBeside, { signal, capture: true });
  document.addEventListener("keydown", takeKey, { signal });
  closeAtFirst();
  matchMedia(SMALL).addEventListener("change", closeAtFirst, { signal });
  document.addEventListener("click", stayInTab, { signal, capture: true });
  document.addEventListener("scroll", markWhatIsRead, { signal, capture: true, passive: true });
  const watching = new MutationObserver(() => {
    // Streamlit may tidy up an earlier call late: two that put in their own language would never come to an end.
    if (document.documentElement.lang !== data.language) return;
    translateNames(data.names);
    translateDialog(data.away);
    arriveAtPart();
  });
  watching.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
  translateNames(data.names);
  holdLinks(data.away, signal);
  return () => {
    watching.disconnect();
    ending.abort();
  };
}
