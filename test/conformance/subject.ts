import type { Capability, ProviderName } from "../../src/domain/account";
import type { PortName, Provider } from "../../src/domain/provider";
import type { ProviderModule } from "../../src/providers/module";
import type { Sandbox } from "../../src/sandbox";
import type { TestClock } from "../support/clock";
import type { AssistantExpectations } from "./assistants";
import type { GoodsLibraryExpectations } from "./goods-library";
import type { MemberExpectations } from "./members";
import type { ReplayExpectations } from "./replays";
import type { RoomGoodsExpectations } from "./room-goods";
import type { RoomWritingExpectations } from "./room-writing";
import type { RoomExpectations } from "./rooms";
import type { TransportExpectations } from "./transport";

/** The port is absent: the suite holds that the provider says so, and runs nothing else. */
export const CANNOT = "cannot";
export type Unless<Expectations> = Expectations | typeof CANNOT;

/**
 * A provider under test. Beside how its simulator is started, it has an entry for every suite, so that a new provider
 * does not compile until it is said of every noun what it should do, or that it cannot.
 */
export interface Subject {
  readonly provider: ProviderName;
  readonly module: ProviderModule;
  start(clock: TestClock): Promise<StartedSubject>;
  readonly capabilities: readonly Capability[];
  readonly rooms: RoomExpectations;
  readonly roomWriting: RoomWritingExpectations;
  readonly roomGoods: Unless<RoomGoodsExpectations>;
  readonly goodsLibrary: Unless<GoodsLibraryExpectations>;
  readonly assistants: Unless<AssistantExpectations>;
  readonly replays: Unless<ReplayExpectations>;
  readonly members: Unless<MemberExpectations>;
  readonly transport: TransportExpectations;
}

export interface StartedSubject {
  readonly sandbox: Sandbox;
  /** Settings of the account that the simulator knows. */
  readonly settings: Readonly<Record<string, string>>;
  /** What must never stand in an error, besides tokens and addresses. */
  readonly secrets: readonly string[];
}

/** Ports that people ask for by a mutation: one that is absent has to say what to do instead. */
export const explained: readonly PortName[] = [
  "roomCreate",
  "roomUpdate",
  "roomSettings",
  "roomEnd",
  "roomDelete",
  "roomGoods",
  "roomGoodsPush",
  "assistants",
  "subAnchors",
  "goodsLibrary",
  "goodsUpdate",
  "goodsReview",
  "memberRoles",
  "memberSave",
  "followers",
  "notifications",
  "images",
];

export function expectAbsent(provider: Provider, port: PortName): void {
  expect(provider[port]).toBeUndefined();
  if (explained.includes(port)) {
    expect(provider.instead[port]?.en).toMatch(/\w{3}/);
    expect(provider.instead[port]?.zh).toMatch(/\p{Script=Han}{2}/u);
  }
}
