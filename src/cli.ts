#!/usr/bin/env node
import "./compile-cache";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import closeWithGrace from "close-with-grace";
import { Command, InvalidArgumentError, Option } from "commander";
import { SettingsError } from "./config";
import { roles } from "./domain/caller";
import { redactLine } from "./redact";

const program = new Command("zhibo")
  .description("One GraphQL API over WeChat mini-program live broadcast and Qiniu interactive live.")
  .version(readVersion(), "-V, --version", "print the version")
  .showHelpAfterError();

program
  .command("dev")
  .description("start a simulator of every provider and the gateway in front of them; needs nothing configured")
  .action(() =>
    run(async () => {
      const { startDevelopment, welcome } = await import("./dev.js");
      const development = await startDevelopment(process.env);
      console.log(welcome(development));
      return development;
    }),
  );

program
  .command("start")
  .description("start the gateway with the settings of the environment and of the file named by ZHIBO_CONFIG")
  .action(() =>
    run(async () => {
      const { start } = await import("./index.js");
      return start(process.env);
    }),
  );

program
  .command("sandbox")
  .description("start the simulators alone, for your own client or tests")
  .action(() =>
    run(async () => {
      const { showSandboxes, startSandboxes } = await import("./dev.js");
      const sandboxes = await startSandboxes(process.env);
      console.log(showSandboxes(sandboxes));
      return sandboxes;
    }),
  );

program
  .command("doctor")
  .description("say what is wrong with settings, credentials, IP lists, clock and data folder, and what to do about it")
  .action(async () => {
    const { diagnose, showFinding } = await import("./doctor.js");
    for await (const finding of diagnose(process.env)) {
      console.log(showFinding(finding, process.env));
      if (finding.verdict === "problem") process.exitCode = 1;
    }
  });

program
  .command("schema")
  .description("print the GraphQL schema")
  .action(async () => {
    const { createSchema, printSortedSchema } = await import("./graphql/schema.js");
    process.stdout.write(printSortedSchema(createSchema()));
  });

program
  .command("api-key")
  .description("make an API key for a server of your own, and the line for ZHIBO_API_KEYS that lets it in")
  .option("--name <name>", "how the log names it", readKeyName, "server")
  .addOption(
    new Option("--role <role>", "what it may do").choices(roles.map((role) => role.toLowerCase())).default("operator"),
  )
  .action(async ({ name, role }: { readonly name: string; readonly role: string }) => {
    const { createApiKey } = await import("./http/api-keys.js");
    const { key, sha256 } = createApiKey();
    console.log(`Key, shown only now: ${key}\nZHIBO_API_KEYS=${name}:${role}:${sha256}`);
  });

/** These part the entries and fields of ZHIBO_API_KEYS. */
function readKeyName(name: string): string {
  if (/^[^\s:,]+$/.test(name)) return name;
  throw new InvalidArgumentError("A name has no blanks, colons or commas.");
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  return version;
}

interface Running {
  /** Seconds; ten where it does not say. */
  readonly closesWithin?: number;
  close(): Promise<void>;
}

/** Starts something that runs until the process is told to end. */
async function run(start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start();
    const delay = (running.closesWithin ?? 10) * 1000;
    // A second signal, or one that comes while it hangs, ends the process at once, with code 1.
    closeWithGrace({ delay, logger: undefined }, async ({ err: error }) => {
      if (error) process.stderr.write(`${redactLine(explain(error))}\n`);
      await running.close();
    });
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/** Settings and ports that are taken are the user's to mend; anything else shows where it broke. */
function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return `${error.message}: something else listens there. Choose other ports with PORT (the gateway), ZHIBO_WECHAT_SANDBOX_PORT and ZHIBO_QINIU_SANDBOX_PORT (the simulators); 0 takes any free one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

program.parse();
