import { readFileSync } from "node:fs";

/** The rooms that the product answers with, as objects in memory. Every peer serves these, with nothing to look up. */
const { rooms } = JSON.parse(readFileSync(process.env.BENCH_DATA, "utf8"));

export const listed = rooms.map((room) => Object.freeze(room));
export const byId = new Map(listed.map((room) => [room.id, room]));
