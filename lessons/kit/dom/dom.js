/** Making elements and titled panels of them, where they lie on the screen, and a hand on them. */

/**
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Attributes
 * @typedef {Node | string | { element: Node }} Child a part of a figure stands there with its element
 */
/**
 * @template {string} Selector
 * @typedef {Selector extends `${infer Tag}.${string}` ? ElementOf<Tag>
 *   : Selector extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Selector] : never} ElementOf
 */

/** Attributes as make takes them. @param {Element} element @param {Attributes} attributes */
export function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
    }
  }
}

/** @param {Attributes | Child} first @returns {first is Child} */
const isChild = (first) =>
  typeof first === "string" || first instanceof Node || first.element instanceof Node;

/** @param {Child} child */
const nodeOf = (child) => (typeof child === "string" || child instanceof Node ? child : child.element);

/**
 * An element with its classes, attributes and children: `make("p.sentence", { role: "status" }, "text")`.
 * Names that start with "on" become listeners; `false`, `null` and `undefined` leave an attribute out.
 * A `true` of ARIA is the word "true": empty it would count for nothing.
 * @template {string} Selector
 * @param {Selector} selector
 * @param {Attributes | Child} [first] attributes, or a child already
 * @param {...Child} others @returns {ElementOf<Selector>}
 */
export function make(selector, first = {}, ...others) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(" ");
  if (isChild(first)) element.append(nodeOf(first));
  else assign(element, first);
  element.append(...others.map(nodeOf));
  return /** @type {any} */ (element);
}

/**
 * Put a text into an element that has no other children. What stands there already stays: put anew, it would be laid
 * out anew, and said again. A text that changes is the same node: for one that comes and goes Chromium asks all that
 * holds it whether a `:has()` of Streamlit's styles has become true.
 * @param {Element} element @param {string} text
 */
export function setText(element, text) {
  const { firstChild: first } = element;
  if (!(first instanceof Text) || first.nextSibling) element.textContent = text;
  else if (first.data !== text) first.data = text;
}

/** A titled place on a stage: the name of a grid, a short note beside it, the grid. @param {string} area its place in the stage's layout @param {string} name @param {...Child} content */
export function createPanel(area, name, ...content) {
  const [title, note] = [make("b", name), make("span.note")];
  const head = make("p.panel-head", title, " ", note);
  const attributes = { class: `panel ${area}`, style: `--area: ${area}` };
  return { element: make("section", attributes, head, ...content), title, note };
}

/** Of buttons of which one is pressed, press that one. @template {Element} Button @param {readonly Button[]} buttons @param {(at: number, button: Button) => boolean} isPressed */
export function pressOne(buttons, isPressed) {
  for (const [at, button] of buttons.entries())
    button.setAttribute("aria-pressed", String(isPressed(at, button)));
}

/** What each was painted of last. @type {WeakMap<Element, string>} */
const painted = new WeakMap();

/** Whether an element is painted of something else than the last time: what stands there is not drawn and spoken anew. @param {Element} element @param {...unknown} seen */
export function isAnew(element, ...seen) {
  const [before, now] = [painted.get(element), JSON.stringify(seen)];
  painted.set(element, now);
  return now !== before;
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for SVG. @param {string} tag @param {Record<string, string | number>} [attributes] @param {...(Node | string)} children */
export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  assign(element, attributes);
  element.append(...children);
  return element;
}

/** Outlines on a 24 x 24 field, drawn for this course. */
const ICONS = {
  play: "M8 5.5v13l10-6.5z",
  pause: "M8 6v12M16 6v12",
  first: "M7 6v12M17 6l-6 6 6 6",
  back: "M14.5 6l-6 6 6 6",
  next: "M9.5 6l6 6-6 6",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5",
  copy: "M9 8h10v12H9zM15 8V4H5v12h4",
  up: "M6 14.500l6-6 6 6",
  down: "M6 9.500l6 6 6-6",
  upload: "M12 15V5M8 9l4-4 4 4M5 15v4h14v-4",
  check: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M8 12.500l3 3 5-6",
  cross: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9 9l6 6M15 9l-6 6",
  warn: "M12 4L3 19.500h18zM12 10v4.500M12 17v.500",
  tick: "M6 12.500l4 4 8-9",
  open: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18",
  draw: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
  grid: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  camera: "M3 7h4l2-3h6l2 3h4v13H3zM12 10a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7",
  undo: "M9 6L4 11l5 5M4 11h10a5 5 0 0 1 0 10h-3",
  leave: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  eye: "M2.500 12c4-7.500 15-7.500 19 0c-4 7.500-15 7.500-19 0M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6",
};

/** One icon; it is decoration, its button carries the name. @param {keyof typeof ICONS} name */
export function icon(name) {
  const drawing = makeSvg("path", { d: ICONS[name] });
  return makeSvg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, drawing);
}

/** @type {Record<string, [down: number, across: number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
/** @type {Record<string, number>} */
const ENDS = { Home: 0, End: Infinity };

/**
 * Walk a grid: arrows by one cell, with Shift far, Home and End to the ends of the row. Other keys pass.
 * @param {KeyboardEvent} event @param {(down: number, across: number, isFar: boolean) => void} [onArrow]
 * @param {(end: number) => void} [onEnd] the first place, 0, or Infinity
 */
export function arrowKeys(event, onArrow, onEnd) {
  const [arrow, end] = [ARROWS[event.key], ENDS[event.key]];
  if (event.ctrlKey || event.metaKey || event.altKey || !(arrow || end !== undefined)) return;
  event.preventDefault();
  if (arrow) onArrow?.(...arrow, event.shiftKey);
  else onEnd?.(end);
}

/** @param {HTMLElement} number @param {string} name */
export const named = (number, name) => make("span.named", number, make("small", name));

/** @param {string} sign */
export const operator = (sign) => make("span.op", sign);

/** One between grids or fields, not read out. @param {string} text @param {string} [look] such as ".equals" */
export const signBetween = (text, look = "") => make(`span.op${look}`, { "aria-hidden": true }, text);

/** @param {(string | Node)[]} names of the columns @param {...Node} corner what stands before them */
export const tableHead = (names, ...corner) =>
  make("thead", make("tr", ...corner, ...names.map((name) => make("th", { scope: "col" }, name))));

/** @param {string | Node} name @param {(string | Node)[]} cells what stands in them, or whole ones @param {Attributes} [attributes] */
export function tableRow(name, cells, attributes = {}) {
  const whole = cells.map((cell) => (cell instanceof HTMLTableCellElement ? cell : make("td", cell)));
  return make("tr", attributes, make("th", { scope: "row" }, name), ...whole);
}

/** How much larger something is on the screen than in its own pixels, in which styles and paths are written. @param {Element} element */
export const scaleOf = (element) => Number(getComputedStyle(element).getPropertyValue("--scale")) || 1;

/** A place on the screen in the pixels of an element that is there, from its upper left corner. @param {Element} element @param {DOMRect} place */
export function placeIn(element, place) {
  const { left, top } = element.getBoundingClientRect();
  const scale = scaleOf(element);
  const [x, y] = [(place.left - left) / scale, (place.top - top) / scale];
  return new DOMRect(x, y, place.width / scale, place.height / scale);
}

/** Do this now, and whenever an element has another size. @param {Element} element @param {() => void} task @param {AbortSignal} signal */
export function whenResized(element, task, signal) {
  const watching = new ResizeObserver(task);
  watching.observe(element);
  signal.addEventListener("abort", () => watching.disconnect());
}

const STOPS = "button:enabled, input:enabled, select, summary, a[href], [tabindex='0']"; // of the keyboard
const SLIP = 10; // px within which a finger has not moved

/** A drag here is the figure's, also while its words are selected: the browser would carry the selection away instead. @param {HTMLElement} place */
export function keepDrag(place) {
  place.addEventListener("dragstart", (event) => event.preventDefault());
}

/** A double click is one press: its second half goes to nothing that has come under the pointer meanwhile, and takes no choice back. @param {HTMLElement} root @param {AbortSignal} signal */
export function pressOnce(root, signal) {
  /** @type {Element | undefined} */
  let pressed;
  const stop = (/** @type {MouseEvent} */ event) => {
    const button = event.composedPath().find((node) => node instanceof HTMLButtonElement);
    if (event.detail > 1 && button && (button !== pressed || button.matches(".choice")))
      event.stopPropagation();
    pressed = button;
  };
  root.addEventListener("click", stop, { capture: true, signal });
}

/** Whether the keyboard is nowhere, on what is not seen any more, or on what holds the whole figure. @param {HTMLElement} element of the figure */
export function isFocusFree(element) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  return !root.activeElement?.checkVisibility() && (document.activeElement?.contains(root.host) ?? true);
}

/** Who presses what goes with it goes on at what stands nearest: the browser would begin again at the top of the page. @param {HTMLElement} root @param {AbortSignal} signal */
export function keepFocus(root, signal) {
  const keep = (/** @type {MouseEvent} */ event) => {
    const path = /** @type {HTMLElement[]} */ (event.composedPath());
    if (!path[0].closest("button")?.matches(":focus")) return;
    const around = path.slice(0, path.indexOf(root) + 1);
    const stops = () => around.flatMap((each) => [...each.querySelectorAll(STOPS)]);
    const goOn = () => {
      const next =
        isFocusFree(root) && stops().find((each) => each.checkVisibility({ visibilityProperty: true }));
      if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    };
    requestAnimationFrame(() => setTimeout(goOn)); // when it is gone
  };
  root.addEventListener("click", keep, { capture: true, signal });
}

/**
 * @param {HTMLElement} place
 * @param {(event: PointerEvent) => void} point pressed, tapped or dragged over
 * @param {() => boolean} [isDrawnOn] whether a finger draws, as a pen does; then nothing may scroll
 */
export function followHand(place, point, isDrawnOn = () => false) {
  /** The finger that came down, until it is lifted or the browser scrolls. @type {PointerEvent | null} */
  let finger = null;
  let leads = false;
  const begin = (/** @type {PointerEvent | null} */ next) => {
    finger = next;
    leads = false;
  };
  /** How far it has come. @param {PointerEvent} event @param {PointerEvent} from */
  const way = ({ clientX, clientY }, from) => [clientX - from.clientX, clientY - from.clientY].map(Math.abs);
  const isFinger = (/** @type {PointerEvent} */ event) => event.pointerType === "touch" && !isDrawnOn();
  place.addEventListener("pointerdown", (event) => {
    if (isFinger(event))
      begin(event.isPrimary ? event : null); // two of them enlarge the page
    else point(event);
  });
  place.addEventListener("pointermove", (event) => {
    if (isFinger(event) && !leads) {
      if (!finger) return;
      const [across, down] = way(event, finger);
      if (across <= Math.max(SLIP, down)) return;
      leads = true;
      point(finger);
    }
    if (event.buttons !== 0) point(event);
  });
  place.addEventListener("pointerup", (event) => {
    if (finger && !leads && Math.max(...way(event, finger)) <= SLIP) point(finger);
    begin(null);
  });
  place.addEventListener("pointercancel", () => begin(null));
  keepDrag(place);
}
