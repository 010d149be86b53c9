import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const command = join(root, "dist", "cli.js");

/** The command `zhibo` as it is installed, in a process of its own, with nothing in its environment but what is given. */
export interface Zhibo {
  readonly child: ChildProcess;
  output(): string;
  errors(): string;
  /** Resolves with the first match in what it prints; fails when it ends without having printed it. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** How it ended: the exit code, or the signal. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const running = new Set<ChildProcess>();

export function runZhibo(parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): Zhibo {
  if (!existsSync(command)) throw new Error("dist/cli.js is not there: run `npm run build`");
  const child = spawn(process.execPath, [command, ...parameters], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  let errors = "";
  const { stdout, stderr } = child;
  stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const ended = once(child, "close").then(([code, signal]: unknown[]) => {
    running.delete(child);
    return (code ?? signal) as number | NodeJS.Signals | null;
  });
  return {
    child,
    output: () => output,
    errors: () => errors,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) resolve(match);
        };
        stdout.on("data", look);
        look();
        void ended.then((code) => reject(new Error(`it ended with ${code ?? "nothing"}:\n${output}\n${errors}`)));
      }),
  };
}

/** Ends what a test has left running. */
export async function endAll(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      child.kill("SIGKILL");
      await once(child, "close");
    }),
  );
}
