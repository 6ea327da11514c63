// Each kind gives {element, get, set, lock}: get() is {value, problem}, and null where nothing is answered.
import { allocation } from "./allocation.js";
import { choice } from "./choice.js";
import { claim } from "./claim.js";
import { number } from "./number.js";
import { prediction } from "./prediction.js";
import { ranking } from "./ranking.js";
import { setting } from "./setting.js";
import { several } from "./several.js";
import { text } from "./text.js";

export const kinds = { allocation, choice, claim, number, prediction, ranking, setting, several, text };
