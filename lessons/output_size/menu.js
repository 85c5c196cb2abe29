// @ts-check
/** The menu "…": a link to what is on the screen, and the projector. */

import { Menu } from "../kit/menu.js";

/** @param {import("../kit/entry.js").Kit} kit @param {() => void} project */
export function createLinkMenu(kit, project) {
  /** @type {import("../kit/menu.js").Item[]} */
  const items = [
    { name: kit.label("out.projector"), choose: project, isLast: true },
    {
      name: kit.label("out.link"),
      choose: (answer) => {
        const copied =
          navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error("no clipboard"));
        copied.then(
          () => answer.end(kit.label("out.link_copied")),
          () => answer.end(kit.label("out.link_failed")),
        );
      },
    },
  ];
  const { element } = new Menu(kit, kit.label("out.menu"), items);
  return { element };
}
