import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A TCP relay in front of a server, which can be slow, swallow what comes, or be gone. */
export interface Relay {
  readonly port: number;
  /** Every piece is passed on so many milliseconds later, in both directions. */
  delay(milliseconds: number): void;
  /** Connections stand, and nothing comes through any more: half open. */
  swallow(): void;
  /** Back to passing on at once; what was swallowed stays lost, with its connections. */
  heal(): void;
  close(): Promise<void>;
}

export async function startRelay(targetPort: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const swallowing = new Set<Socket>();
  let pause = 0;
  let swallows = false;

  const pass = (from: Socket, to: Socket) => {
    from.on("data", (piece) => {
      if (swallows) return void swallowing.add(from).add(to);
      if (pause === 0) return void to.write(piece);
      setTimeout(() => to.writable && to.write(piece), pause);
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      // A connection that leads nowhere does not tell when its other end has gone either.
      if (!swallows) to.destroy();
    });
    sockets.add(from);
  };
  const server = createServer((outer) => {
    const inner = connect(targetPort, "127.0.0.1");
    pass(outer, inner);
    pass(inner, outer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    delay: (milliseconds) => (pause = milliseconds),
    swallow: () => (swallows = true),
    heal() {
      pause = 0;
      swallows = false;
      for (const socket of swallowing) socket.destroy();
      swallowing.clear();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
