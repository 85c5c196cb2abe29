/** The output box, to be placed on the input: its corner is dragged, or moved by arrow keys. */

import { arrowKeys, make } from "../../../kit/dom/dom.js";
import { createBoxes, sizeBox } from "../../view/counting.js";

/** @import { Sides } from "../../view/counting.js" */

const SIDE = 176; // px
const ROOM = 1.2; // times the input: an output may be larger
const FAR = 5; // cells an arrow moves with Shift

/** @typedef {{ scale: number, sides: Sides, most: number, isSquare: boolean }} Lie px a cell, the box that lies there, and how large it may be */

/** The corner is dragged, or moved by arrow keys. @param {HTMLElement} field @param {HTMLElement} handle @param {() => Lie} lie @param {(sides: Sides) => void} onPlace */
function listen(field, handle, lie, onPlace) {
  /** @param {number} height @param {number} width */
  const place = (height, width) => {
    const { most, isSquare } = lie();
    /** @param {number} side */
    const kept = (side) => Math.min(Math.max(Math.round(side), 1), most);
    const even = Math.max(height, width);
    onPlace(isSquare ? [kept(even), kept(even)] : [kept(height), kept(width)]);
  };
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus();
  });
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, top } = field.getBoundingClientRect();
    const { scale } = lie();
    place((event.clientY - top) / scale, (event.clientX - left) / scale);
  });
  handle.addEventListener("keydown", (event) =>
    arrowKeys(event, (down, across, isFar) => {
      const { sides, isSquare } = lie();
      const by = isFar ? FAR : 1;
      const even = sides[0] + (down || across) * by;
      if (isSquare) place(even, even);
      else place(sides[0] + down * by, sides[1] + across * by);
    }),
  );
}

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {(sides: Sides) => void} onPlace */
export function createPlace(kit, onPlace) {
  const boxes = createBoxes(SIDE);
  const guess = make("i.box.guess-box");
  const handle = make("button.corner.small-target");
  const caption = make("p.note");
  boxes.element.removeAttribute("aria-hidden");
  boxes.element.append(guess, handle);
  const head = make("b.place-head", kit.label("size.ex_place"));
  /** @type {Lie} */
  let lie = { scale: 1, sides: [1, 1], most: 1, isSquare: true };
  listen(boxes.element, handle, () => lie, onPlace);
  return {
    element: make("div.place", head, boxes.element, caption),
    /** What the learner says, and the right sides once they may be shown. @param {Sides} input @param {Sides | null} placed @param {Sides | null} right @param {boolean} isOpen whether a box can be placed @param {boolean} isWrong @param {boolean} isDone nothing is to be placed any more */
    show(input, placed, right, isOpen, isWrong, isDone) {
      const most = Math.ceil(Math.max(...input) * ROOM);
      const [scale, sides] = [SIDE / most, placed ?? input];
      lie = { scale, sides, most, isSquare: input[0] === input[1] };
      boxes.show(input, right, most);
      const shown = /** @type {Sides} */ (sides.map((side) => Math.min(side, most)));
      guess.hidden = !isOpen || (isDone && !placed);
      guess.classList.toggle("wrong", isWrong);
      guess.classList.toggle("untouched", placed === null);
      sizeBox(guess, shown, scale);
      handle.hidden = !isOpen || isDone;
      handle.style.left = `${shown[1] * scale}px`;
      handle.style.top = `${shown[0] * scale}px`;
      const [h, w] = sides;
      handle.setAttribute("aria-label", kit.label("size.ex_place_handle", { h, w }));
      head.hidden = !isOpen;
      caption.textContent = !isOpen ? "" : kit.label(placed ? "size.ex_box" : "size.ex_place_help", { h, w });
    },
  };
}
