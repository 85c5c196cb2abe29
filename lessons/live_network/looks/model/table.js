// @ts-check
/** The table of the folds' settings. */

import { tableOf } from "../../../kit/figure/fetched.js";

export const table = await tableOf("live_network/looks");
