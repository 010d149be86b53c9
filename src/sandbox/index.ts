export { createSandboxClock, type SandboxClock } from "./clock";
export { ControlAnswer, ControlRefusal, type ControlRoutes } from "./control";
export type { SandboxCall } from "./calls";
export type { Fault } from "./faults";
export { jsonReply, textReply, type SandboxReply, type SandboxRequest } from "./http";
export { createRandom, type Random } from "./random";
export { createRouteTable, type PathParameters, type Route, type RouteTable } from "./routes";
export { startSandboxServer, type Sandbox, type SandboxOptions, type SandboxService } from "./server";
