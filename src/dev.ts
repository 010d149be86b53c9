import { startApp } from "./app";
import { readSettings, SettingsError } from "./config";
import { firstQuery } from "./http/first-query";
import { settingsSource } from "./index";
import { createLog } from "./log";
import { providerModules } from "./providers";
import type { ProviderModule, RunningSandbox } from "./providers/module";

type Environment = Readonly<Record<string, string | undefined>>;

/** Simulators that listen, by the provider they stand for. */
export interface Sandboxes {
  readonly running: ReadonlyMap<ProviderModule, RunningSandbox>;
  close(): Promise<void>;
}

/** A simulator of every provider, each on its own port. */
export async function startSandboxes(environment: Environment): Promise<Sandboxes> {
  const running = new Map<ProviderModule, RunningSandbox>();
  const close = async () => {
    await Promise.all([...running.values()].map((sandbox) => sandbox.close()));
  };
  try {
    for (const module of providerModules) {
      const sandbox = await module.sandbox();
      const problems = sandbox.problemsOf(environment);
      if (problems.length > 0) {
        throw new SettingsError(problems.map(({ setting, expected }) => `${setting} must be ${expected}`));
      }
      const port = readPort(environment, sandbox.port.variable, sandbox.port.standard);
      running.set(module, await sandbox.start({ port, host: "127.0.0.1", environment }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { running, close };
}

function readPort(environment: Environment, variable: string, standard: number): number {
  const value = environment[variable];
  if (value === undefined || value === "") return standard;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new SettingsError([`${variable} must be a port: 0 (any free one) to 65535`]);
}

export interface Development {
  readonly url: string;
  /** Everybody may do everything. */
  readonly isOpen: boolean;
  readonly sandboxes: Sandboxes;
  close(): Promise<void>;
}

/** Everything on one machine with nothing configured: a simulator of every provider, and the gateway in front of them. */
export async function startDevelopment(environment: Environment): Promise<Development> {
  const sandboxes = await startSandboxes(environment);
  try {
    const settings = readSettings({
      ...(await settingsSource(environment)),
      openByDefault: true,
      defaults: { logLevel: "warn" },
      accountDefaults: environment["ZHIBO_CONFIG"] ? {} : simulatedAccounts(sandboxes, environment),
    });
    const corsOrigins = [...settings.corsOrigins, "https://studio.apollographql.com"];
    const app = await startApp({ ...settings, corsOrigins }, { log: createLog(settings.logLevel) });
    for (const [{ name }, sandbox] of sandboxes.running) {
      sandbox.sendEventsTo(callbackAddress(app.url, name, sandbox.settings));
      sandbox.play();
    }
    return {
      url: app.url,
      isOpen: settings.access.authentication === "open",
      sandboxes,
      async close() {
        await app.close();
        await sandboxes.close();
      },
    };
  } catch (error) {
    await sandboxes.close();
    throw error;
  }
}

/** Where the gateway takes the events of a simulator's account, which has the provider's name. */
function callbackAddress(gatewayUrl: string, provider: string, { callbackSecret }: RunningSandbox["settings"]): string {
  const key = provider.toLowerCase();
  return [gatewayUrl, "webhooks", key, key, ...(callbackSecret === undefined ? [] : [callbackSecret])].join("/");
}

/**
 * The simulators' own accounts, for every provider whose credentials the environment does not name. An address alone
 * leads to another simulator of the same account.
 */
function simulatedAccounts({ running }: Sandboxes, environment: Environment) {
  const accounts: Record<string, Readonly<Record<string, string>>> = {};
  for (const [module, sandbox] of running) {
    const { baseUrl: _address, ...credentials } = sandbox.settings;
    const isNamed = Object.keys(credentials).some((setting) => environment[module.variables[setting] ?? ""]);
    if (!isNamed) accounts[module.name] = sandbox.settings;
  }
  return accounts;
}

/** What a newcomer reads in the terminal. */
export function welcome({ url, isOpen, sandboxes }: Development): string {
  return [
    "",
    isOpen
      ? "Zhibo 直播 is running. Everybody may do everything here: it is for trying out, not for the internet."
      : "Zhibo 直播 is running. Send a token as the header Authorization: Bearer …",
    "",
    `  Open this page    ${url}/`,
    `  GraphQL           ${url}/graphql (in a browser: Apollo Sandbox)`,
    ...describeSandboxes(sandboxes),
    "",
    "A first query to paste:",
    "",
    firstQuery,
    "And something to watch; within a minute a room goes live:",
    "",
    "subscription { liveRoomChanged { kind previousStatus liveRoom { title status } } }",
    "",
  ].join("\n");
}

/** What is read in the terminal where the simulators run alone: also with what their accounts are reached. */
export function showSandboxes(sandboxes: Sandboxes): string {
  const credentials = [...sandboxes.running].flatMap(([{ name, variables }, { settings }]) => [
    "",
    `The account of the ${name} simulator, as settings of a gateway or for a client of your own:`,
    "",
    ...Object.entries(settings).flatMap(([setting, value]) => {
      const variable = variables[setting];
      return variable === undefined ? [] : [`  ${variable}=${value}`];
    }),
  ]);
  return ["", "The simulators are running.", "", ...describeSandboxes(sandboxes), ...credentials, ""].join("\n");
}

function describeSandboxes({ running }: Sandboxes): string[] {
  return [...running].map(
    ([{ name }, { url }]) => `  ${`${name} simulator`.padEnd(17)} ${url} (control: ${url}/_sandbox)`,
  );
}
