import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { goalsTable } from "./goals.mjs";
import { OLD_SPACE } from "./measure/soak.mjs";
import { comparisons } from "./operations.mjs";
import { pinning } from "./processes.mjs";
import { round, table } from "./table.mjs";

/** The page docs/benchmarks.md, from the figures of one run. */
export function report({ mode, busy, warm, cold, growth, start, told, soak }) {
  return `${[
    "# Benchmarks",
    "",
    "Written by `npm run bench`; do not edit. `npm run bench -- --full` takes longer and says more, `-- --soak` holds the",
    "gateway under load for ten minutes. Ratios hold from one machine to another, absolute figures do not.",
    "",
    "## Configuration",
    "",
    ...configuration(mode),
    ...(busy > 0.5
      ? [
          `- **The machine was busy**: load average ${busy.toFixed(1)} before the run. Throughput and times are those of a share of a core, and little is left of the ratios; take them from a machine of its own.`,
        ]
      : []),
    "",
    "## Goals",
    "",
    ...goalsTable({ warm, cold, growth, start, told }),
    "",
    "## Warm answers",
    "",
    "32 connections, rounds interleaved, medians. CPU is the server's own processor time for each request, user and",
    "system, and busy the part of its core that it took; where that is well below 100 %, the load was slower than the server,",
    "and only the processor time compares. Spread is the distance between the fastest and the slowest round. Every server was",
    "asked for the same answers and gave them, member by member. Many clients and proxies give each request an `X-Request-Id`",
    "of its own: that is the row of requests that are named.",
    ...Object.entries(warm).flatMap(([name, table]) => ["", `### ${comparisons[name].title}`, "", ...warmTable(table)]),
    "",
    "## Cold pages and reads that are passed through",
    "",
    `- ${cold.callers} callers at once for a page of 50 rooms, with nothing fresh and 500 rooms at the provider: **${cold.together} upstream calls** in all; asked again: **${cold.warm}**.`,
    "",
    "The page, by 200 connections, from the product with nothing ever fresh (`ZHIBO_ROOMS_FRESH_SECONDS=0`), which reads the",
    "whole list of 500 rooms for all who ask at a time, and from a server that asks for the 20 rooms of each request. A caller",
    "who asks the same on many connections is given one answer on all of them, so the goal is for callers who are all",
    "different. The simulator shares its core with the load: what asks it much is slowed down by that, so that processor time",
    "compares best.",
    "",
    ...passThroughTable(cold.passedThrough),
    "",
    "## As an account grows",
    "",
    ...table(
      ["rooms", "requests/s", "CPU µs", "p99 ms", "MB before", "MB after"],
      growth.map((row) => [
        row.rooms,
        round(row.perSecond),
        round(row.cpu),
        row.p99.toFixed(2),
        round(row.before),
        round(row.after),
      ]),
    ),
    "",
    "## Start",
    "",
    `From the command to the first answer, median of ${start.times}: ${start.seconds.toFixed(2)} s.`,
    "",
    ...subscribersSection(told),
    ...(soak
      ? [
          "",
          "## Soak",
          "",
          "1,000 rooms of which 50 change every second, rooms fresh for a second, new documents every ten seconds, 32 connections;",
          `\`NODE_OPTIONS=--max-old-space-size=${OLD_SPACE}\`, as in a container of 512 MB. MB at the end of each minute, and of these what`,
          "is not pages of files, which the system takes back when it needs them:",
          "",
          ...table(
            ["minute", "requests", "MB", "of its own"],
            soak.map(({ minute, requests, resident, own }) => [minute, round(requests), round(resident), round(own)]),
          ),
        ]
      : []),
  ].join("\n")}\n`;
}

/** Many who watch: how late they are told, and what they cost. */
export function subscribersSection({ subscribers, events, p50, p99, cpu, kilobytes, kilobytesAtMost, dropped }) {
  return [
    "## Subscribers",
    "",
    `${round(subscribers)} websockets at one process, each with a token of its own and a document with goods, in four forms; ${events} changes of a room,`,
    "one after the other. The time is that from the moment at which the gateway knows of a change until the last one was told.",
    "Memory is what the process holds more than before they came, garbage collected; and what it held at the end as it was.",
    "",
    ...table(
      [
        "event to last subscriber p50 ms",
        "p99 ms",
        "CPU µs for each who is told",
        "kB for each subscriber",
        "with garbage",
      ],
      [[p50.toFixed(0), p99.toFixed(0), cpu.toFixed(0), kilobytes.toFixed(0), kilobytesAtMost.toFixed(0)]],
    ),
    "",
    dropped.why === undefined
      ? `The same at two replicas with Redis, of which one was stopped or killed and started again, ${dropped.restarts} times in all, while ${dropped.events} events happened: ${round(dropped.drops)} connections broke and came again with the id of the last event they saw, ${round(dropped.retries)} times asked to try again later; of ${round(dropped.told)} events told, **${dropped.lost} were lost and ${dropped.doubled} doubled**.`
      : `Over restarts of replicas: not run, ${dropped.why}.`,
  ];
}

function configuration(mode) {
  const { dependencies: compared } = JSON.parse(read("package.json"));
  const { dependencies: own } = JSON.parse(read("../package.json"));
  const versions = (given, names) => names.map((name) => `${name} ${given[name]}`).join(", ");
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${mode} run; Node ${process.versions.node}; ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores; ${pinning}.`,
    "- zhibo: `zhibo start` as in production: tokens checked (HS256), limits and metrics on, one log line for each request, one WeChat account whose simulator runs on the core of the load.",
    "- raw: node:http sending the bytes of the answer, ready made. The peers serve the same rooms from memory, with no authentication and no limits.",
    `- ${versions(own, ["fastify", "@apollo/server", "graphql", "type-graphql"])}`,
    `- ${versions(compared, ["mercurius", "express", "@as-integrations/express5", "@graphql-hive/gateway-runtime"])}. Hive Gateway stands in front of the mercurius server.`,
  ];
}

function warmTable(figures) {
  const raw = figures.raw?.perSecond;
  return table(
    ["server", "requests/s", "of raw", "CPU µs", "busy", "p50 ms", "p99 ms", "spread"],
    Object.entries(figures).map(([name, { perSecond, cpu, busy, p50, p99, spread }]) => [
      name,
      round(perSecond),
      raw ? (perSecond / raw).toFixed(3) : "",
      cpu === null ? "" : round(cpu),
      busy === null ? "" : `${Math.round(busy * 100)} %`,
      p50.toFixed(2),
      p99.toFixed(2),
      `${Math.round(spread * 100)} %`,
    ]),
  );
}

function passThroughTable(figures) {
  return table(
    ["server", "requests/s", "CPU µs", "p50 ms", "p99 ms", "upstream calls for each", "spread"],
    Object.entries(figures).map(([name, { perSecond, cpu, p50, p99, callsPerRequest, spread }]) => [
      name,
      round(perSecond),
      cpu === null ? "" : round(cpu),
      p50.toFixed(2),
      p99.toFixed(2),
      callsPerRequest.toFixed(3),
      `${Math.round(spread * 100)} %`,
    ]),
  );
}

function read(name) {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
}
