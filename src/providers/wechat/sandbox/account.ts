import { WechatRefusal } from "./refusal";

/** What of an operation decides whether a restriction concerns it. */
export interface Restrictable {
  readonly names: readonly string[];
  /** `token`: an access_token in the query. `secret`: AppID and AppSecret, which the operation checks itself. */
  readonly guard: "token" | "secret";
  /** Absent: "live". */
  readonly area?: "account" | "media" | "live";
}

/** What WeChat or the account's owner may have switched, to the harm of every call. */
const refusing = {
  "ip-refused": { code: 40164, strikes: byToken },
  "ip-unconfirmed": { code: 89503, strikes: byToken },
  "ip-refused-for-an-hour": { code: 89507, strikes: byToken },
  "ip-refused-for-a-day": { code: 89506, strikes: byToken },
  "secret-frozen": { code: 40243, strikes: byToken },
  "token-forbidden": { code: 50004, strikes: byToken },
  frozen: { code: 50007, strikes: byToken },
  restricted: { code: 50002, strikes: byCall },
  banned: { code: 48004, strikes: byCall },
  unauthorized: { code: 48001, strikes: byCall },
  "live-off": { code: 10001, strikes: (operation: Restrictable) => byCall(operation) && isLive(operation) },
  "writes-forbidden": {
    code: 300001,
    strikes: ({ names }: Restrictable) =>
      ["room.create", "room.edit", "goods.add", "goods.update"].includes(names[0] ?? ""),
  },
} as const;

/** Two more that change what single operations answer: 300038 without customer service, 300013 and 300021 without audit. */
const enabling = ["customer-service-off", "audit-off"] as const;

export type AccountSwitch = keyof typeof refusing | (typeof enabling)[number];
export const accountSwitches: readonly string[] = [...Object.keys(refusing), ...enabling];

export interface Account {
  turn(name: AccountSwitch, on: boolean): void;
  isOn(name: AccountSwitch): boolean;
  /** Those that are on. */
  on(): readonly AccountSwitch[];
  clear(): void;
  /** Refuses the operation when a switch that is on concerns it. */
  admit(operation: Restrictable): void;
}

export function createAccount(): Account {
  const on = new Set<AccountSwitch>();
  return {
    turn(name, value) {
      if (value) on.add(name);
      else on.delete(name);
    },
    isOn: (name) => on.has(name),
    on: () => [...on],
    clear: () => on.clear(),
    admit(operation) {
      for (const [name, { code, strikes }] of Object.entries(refusing)) {
        if (on.has(name as AccountSwitch) && strikes(operation)) throw new WechatRefusal(code);
      }
    },
  };
}

export function isAccountSwitch(name: unknown): name is AccountSwitch {
  return typeof name === "string" && accountSwitches.includes(name);
}

function byToken({ guard }: Restrictable): boolean {
  return guard === "secret";
}

function byCall({ guard }: Restrictable): boolean {
  return guard === "token";
}

function isLive({ area = "live" }: Restrictable): boolean {
  return area === "live";
}
