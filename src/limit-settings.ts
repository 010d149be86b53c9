import { z } from "zod";
import { isNetwork } from "./http/caller-address";
import { numberWithin } from "./providers/setting";

const POINTS = "a number of points, 0 (no limit) to 999999999";
const TIMEOUT = "a number of seconds, 0.05 to 60";
const PROXIES = "addresses or networks, such as 10.0.0.0/8, separated by commas";
const KILOBYTES = "a whole number of kilobytes, 1 to 65536";
const SWITCH = "on or off";

const onOrOff = z.union([z.boolean(), z.enum(["on", "off"]).transform((word) => word === "on")], SWITCH);

/** The settings that say how much may be asked. */
export const limitSettings = {
  introspection: onOrOff.optional(),
  costPerMinute: numberWithin(0, 999_999_999, POINTS).default(1_000_000),
  largestAnswerKilobytes: numberWithin(1, 65_536, KILOBYTES).pipe(z.int(KILOBYTES)).default(2048),
  trustedProxies: z
    .union([z.string().transform((list) => list.split(",").map((item) => item.trim())), z.array(z.string())], PROXIES)
    .refine((list) => list.every(isNetwork), PROXIES)
    .default([]),
  queryTimeoutSeconds: numberWithin(0.05, 60, TIMEOUT).default(5),
  mutationTimeoutSeconds: numberWithin(0.05, 60, TIMEOUT).default(12),
};

/** The variable of each. */
export const limitVariables = {
  introspection: "ZHIBO_INTROSPECTION",
  costPerMinute: "ZHIBO_COST_PER_MINUTE",
  largestAnswerKilobytes: "ZHIBO_LARGEST_ANSWER_KB",
  trustedProxies: "ZHIBO_TRUSTED_PROXIES",
  queryTimeoutSeconds: "ZHIBO_QUERY_TIMEOUT_SECONDS",
  mutationTimeoutSeconds: "ZHIBO_MUTATION_TIMEOUT_SECONDS",
} as const satisfies Record<keyof typeof limitSettings, string>;

/** How much may be asked. */
export interface LimitSettings {
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
  /** Points that one caller may spend; 0: nobody counts. Nobody is known where authentication is open. */
  readonly costPerMinute: number;
  /** Proxies of one's own, whose word about where a request comes from is taken. */
  readonly trustedProxies: readonly string[];
  /** What no answer goes past; small documents get less. */
  readonly largestAnswerKilobytes: number;
  readonly queryTimeoutSeconds: number;
  readonly mutationTimeoutSeconds: number;
}
