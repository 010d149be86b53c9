import type { z } from "zod";
import type { ProviderName } from "../domain/account";
import type { Clock } from "../domain/clock";
import type { Counters } from "../domain/counters";
import type { Leases } from "../domain/lease";
import type { Log } from "../domain/log";
import type { Metrics } from "../domain/metrics";
import type { Provider } from "../domain/provider";
import type { RecordStore } from "../domain/record-store";
import type { Timers } from "../domain/timers";
import type { TokenStore } from "../domain/token-store";

/** What a provider's folder exports: everything the entries need to know of it. */
export interface ProviderModule {
  readonly name: ProviderName;
  /** The variable that holds each setting of the one account that the environment can name. */
  readonly variables: Readonly<Record<string, string>>;
  /** Reads one account's settings, from the configuration file or the environment. */
  read(settings: unknown): AccountReading;
  /** Loads the simulator; production never does. */
  sandbox(): Promise<SandboxModule>;
}

/** An account that can be connected, or what is wrong with its settings. */
export type AccountReading =
  | { readonly ok: true; readonly account: ConfiguredAccount }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

export interface SettingProblem {
  readonly setting: string;
  /** What the setting should be. */
  readonly expected: string;
}

export interface ConfiguredAccount {
  readonly key: string;
  readonly provider: ProviderName;
  /** Where the provider is reached. Not for clients or logs. */
  readonly baseUrl: string;
  /** Loads what speaks to the provider, which those without an account of it never do. */
  connect(dependencies: ProviderDependencies): Promise<Provider>;
}

export interface ProviderDependencies {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Access tokens. */
  readonly tokens: TokenStore;
  /** What cannot be asked for again. */
  readonly ledger: RecordStore;
  readonly leases: Leases;
  readonly counters: Counters;
  readonly metrics: Metrics;
}

export interface SandboxModule {
  /** The variable that names the simulator's port, and the port without it. */
  readonly port: { readonly variable: string; readonly standard: number };
  /** What is wrong with the simulator's own settings, by the names of their variables. */
  problemsOf(environment: SandboxStart["environment"]): readonly SettingProblem[];
  start(options: SandboxStart): Promise<RunningSandbox>;
}

export interface SandboxStart {
  readonly port: number;
  readonly host: string;
  /** Settings of the simulator itself, such as its dialect. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface RunningSandbox {
  readonly url: string;
  /** The settings of the account that the simulator knows, its address among them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the account's events go from now on, unless the environment has named another place. */
  sendEventsTo(address: string): void;
  /** Lets something happen by itself now and then, for whoever watches. */
  play(): void;
  close(): Promise<void>;
}

/** The settings that are wrong, by name. Values are not repeated: one of them may be a secret. */
export function problemsOf(error: z.ZodError): SettingProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return { setting: path.join("."), expected: issue.message };
    return issue.keys.map((key) => ({
      setting: [...path, key].join("."),
      expected: "left out: there is no such setting",
    }));
  });
}

interface CommonSettings {
  readonly key: string;
  readonly name: string;
  readonly baseUrl: string;
}

export interface ProviderDefinition<Settings extends CommonSettings> {
  readonly name: ProviderName;
  readonly settings: z.ZodType<Settings>;
  readonly variables: Readonly<Record<string, string>>;
  connect(settings: Settings, dependencies: ProviderDependencies): Promise<Provider>;
  sandbox: () => Promise<SandboxModule>;
}

/** A provider whose own kind of settings stays in its folder. */
export function defineProvider<Settings extends CommonSettings>(
  definition: ProviderDefinition<Settings>,
): ProviderModule {
  const { name, variables, sandbox } = definition;
  return {
    name,
    variables,
    sandbox,
    read(settings) {
      const parsed = definition.settings.safeParse(settings);
      if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
      const connect = (dependencies: ProviderDependencies) => definition.connect(parsed.data, dependencies);
      return { ok: true, account: { key: parsed.data.key, provider: name, baseUrl: parsed.data.baseUrl, connect } };
    },
  };
}
