/** The table of this page's settings. */

import { tableOf } from "../../kit/figure/fetched.js";

export const table = await tableOf("training");
