// @ts-check
/** The table of this lesson's settings. */

import settings from "../settings.json" with { type: "json" };

/** @type {import("../../kit/settings/table.js").Table} */
export const table = settings;
