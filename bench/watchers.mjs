// A process of its own: holds many websockets that watch, each coming again after a drop, and says what they were told.
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";

const ID = /"eventId":"(\d+-\d+)"/;
const TOGETHER = 100;

/** One who watches: all events that were told, in the order in which they came. */
class Watcher {
  told = [];
  left = false;

  constructor({ ports, token, payload, after }, number) {
    this.ports = ports;
    this.next = number;
    this.token = token;
    this.payload = payload;
    this.after = after;
    this.isOpen = new Promise((resolve) => (this.opened = resolve));
    this.connect();
  }

  connect() {
    const port = this.ports[this.next++ % this.ports.length];
    const socket = (this.socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, "graphql-transport-ws", {
      perMessageDeflate: false,
    }));
    socket.on("error", () => undefined);
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${this.token}` } }));
    });
    socket.on("message", (data) => this.read(String(data)));
    socket.on("close", () => {
      if (this.left) return;
      counts.drops += 1;
      setTimeout(() => this.connect(), 50 + Math.random() * 450);
    });
  }

  read(text) {
    if (text.startsWith('{"type":"connection_ack"')) {
      this.subscribe();
      this.opened();
      return;
    }
    if (text.startsWith('{"id":"1","type":"complete"')) return;
    if (text.includes('"retryable":true')) {
      counts.retries += 1;
      setTimeout(() => this.socket.readyState === WebSocket.OPEN && this.subscribe(), 250 + Math.random() * 750);
      return;
    }
    const id = ID.exec(text)?.[1];
    if (!id || text.includes('"errors"')) {
      counts.problems.push(text.slice(0, 300));
      return;
    }
    const event = note(id);
    this.after = event.id;
    this.told.push(event.id);
  }

  subscribe() {
    const extensions = this.after === null ? undefined : { lastEventId: this.after };
    this.socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { ...this.payload, extensions } }));
  }

  leave() {
    this.left = true;
    this.socket.terminate();
  }
}

const counts = { drops: 0, retries: 0, problems: [] };
/** By id; the id's first half is the moment at which the gateway learnt of it. */
const events = new Map();

function note(id) {
  let event = events.get(id);
  if (!event) events.set(id, (event = { id, told: 0, last: 0 }));
  event.told += 1;
  event.last = performance.timeOrigin + performance.now() - Number(id.split("-")[0]);
  return event;
}

let watchers = [];

const commands = {
  async open({ ports, tokens, payloads, after }) {
    for (let from = 0; from < tokens.length; from += TOGETHER) {
      const some = tokens.slice(from, from + TOGETHER).map((token, at) => {
        const number = from + at;
        return new Watcher({ ports, token, payload: payloads[number % payloads.length], after }, number);
      });
      watchers.push(...some);
      await Promise.all(some.map(({ isOpen }) => isOpen));
    }
  },
  /** Done when everybody was told of as many events. */
  async reach({ events: wanted, seconds }) {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(5)) {
      if (watchers.every(({ told }) => told.length >= wanted)) break;
    }
    return { least: watchers.reduce((least, { told }) => Math.min(least, told.length), Infinity) };
  },
  forget() {
    for (const watcher of watchers) watcher.told = [];
    events.clear();
  },
  report: () => ({ ...counts, last: [...events.values()].map(({ last }) => last) }),
  /** Compares what everybody was told with what there was to tell. */
  compare({ expected }) {
    const wanted = new Set(expected);
    let [lost, doubled] = [0, 0];
    for (const { told } of watchers) {
      const once = new Set(told);
      doubled += told.length - once.size;
      lost += expected.filter((id) => !once.has(id)).length;
      if (told.some((id) => !wanted.has(id))) counts.problems.push("told of what nobody knows");
    }
    return { lost, doubled, told: watchers.reduce((sum, { told }) => sum + told.length, 0) };
  },
  leave() {
    for (const watcher of watchers) watcher.leave();
    watchers = [];
  },
};

process.on("message", async ({ number, command, ...given }) => {
  process.send({ number, result: (await commands[command](given)) ?? null });
});
process.on("disconnect", () => process.exit());
