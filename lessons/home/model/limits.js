// @ts-check
/** The settings of the start page: which kernel slides, and how many places it has been at; none limits another. */

import { settingsOf } from "../../kit/settings/table.js";
import { table } from "./table.js";

/** @typedef {{ kernel: number, step: number }} Settings both from 1; the page opens in the middle of the seventh row */

export const settings = settingsOf(table);
