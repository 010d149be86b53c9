import { table } from "./table.mjs";

const ZHIBO = "zhibo";
const MERCURIUS = "mercurius with jit";
const FETCHING = "mercurius with jit, on global fetch";
const HIVE = "Hive Gateway with response cache";

const DIFFERENT = "zhibo, each connection another caller";

/** What was set out to be reached, and what this run reached. */
export function goalsTable({ warm, cold, growth, start, told }) {
  const { big, small, mix = {} } = warm;
  const ratio = (figures, other, one = ZHIBO) =>
    figures[one] && figures[other] ? (figures[one].perSecond / figures[other].perSecond).toFixed(2) : "not run";
  const cpuRatio = (figures, other, one) =>
    figures[one]?.cpu && figures[other]?.cpu ? (figures[other].cpu / figures[one].cpu).toFixed(2) : "not run";
  const added = (figures, name) =>
    figures[name] && figures.raw ? `${Math.round(figures[name].cpu - figures.raw.cpu)} µs` : "not run";
  const [least, most] = [growth[0], growth.at(-1)];
  // Both have answered as much: what they differ by is the rooms.
  const perTenThousand = ((most.after - least.after) / (most.rooms - least.rooms)) * 10_000;
  return table(
    ["figure", "goal", "this run"],
    [
      ["big against raw", "≥ 0.50", ratio(big, "raw")],
      ["the mix against raw", "≥ 0.50", ratio(mix, "raw")],
      ["big against mercurius with jit", "≥ 5", ratio(big, MERCURIUS)],
      ["big against Hive Gateway with response cache", "≥ 8", ratio(big, HIVE)],
      ["small against mercurius with jit", "≥ 1.0", ratio(small, MERCURIUS)],
      ["CPU added over raw by a warm answer, big", "≤ 15 µs", added(big, ZHIBO)],
      ["CPU added over raw by a warm answer, the mix", "≤ 15 µs", added(mix, ZHIBO)],
      ["CPU added over raw by Apollo and graphql-js, small", "≤ 70 µs", added(small, "zhibo without fast path")],
      ["p99 at 32 connections, big", "≤ 4 ms", big[ZHIBO] ? `${big[ZHIBO].p99.toFixed(1)} ms` : "not run"],
      ["upstream calls of 200 cold pages at once, 500 rooms", "5, the protocol's minimum", cold.together],
      ["upstream calls of a warm page", "0", cold.warm],
      ["memory by 10,000 rooms with 8 goods", "≤ 120 MB", `${Math.round(perTenThousand)} MB`],
      [
        "a page that is passed through, against mercurius on global fetch",
        "≥ 3.5",
        ratio(cold.passedThrough, FETCHING, DIFFERENT),
      ],
      ["the same by CPU for each", "≥ 3.5", cpuRatio(cold.passedThrough, FETCHING, DIFFERENT)],
      [`event to the last of ${told.subscribers} subscribers, p99`, "≤ 500 ms", `${told.p99.toFixed(0)} ms`],
      ["memory by a subscriber", "≤ 40 kB", `${told.kilobytes.toFixed(0)} kB`],
      [
        "events lost or doubled when one of two replicas is started again",
        "0",
        told.dropped.why === undefined ? told.dropped.lost + told.dropped.doubled : "not run",
      ],
      ["start to first answer", "≤ 1.5 s", `${start.seconds.toFixed(2)} s`],
      [
        `cost of a page, ${least.rooms} to ${most.rooms} rooms`,
        "flat within 20 %",
        `${Math.round((most.cpu / least.cpu - 1) * 100)} %`,
      ],
    ],
  );
}
