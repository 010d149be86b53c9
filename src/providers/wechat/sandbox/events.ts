import { request } from "undici";
import type { SandboxClock } from "../../../sandbox";
import { eventText, type EventFields } from "./event-body";
import { eventRequest, verificationRequest, type EventRequest } from "./event-request";
import type { WechatCallback } from "./settings";

/** One try to hand an event over. */
export interface DeliveryAttempt {
  /** RFC 3339, by the simulator's clock. */
  readonly at: string;
  /** The receiver's HTTP status; null when there was no answer in time. */
  readonly status: number | null;
  /** The beginning of what the receiver said, or why there was nothing. */
  readonly answer: string;
}

export interface Delivery {
  readonly event: string;
  readonly attempts: DeliveryAttempt[];
  state: "sending" | "delivered" | "waiting" | "given up";
}

export interface Verification {
  readonly verified: boolean;
  readonly attempt: DeliveryAttempt;
}

export interface WechatEvents {
  callback(): WechatCallback | null;
  configure(callback: WechatCallback | null): void;
  /** Sends the event; done when the first try is. Null when nobody wants events. */
  send(event: EventFields): Promise<Delivery | null>;
  /** Asks the receiver for the echo that WeChat wants before it accepts an address. */
  verify(): Promise<Verification | null>;
  deliveries(): readonly Delivery[];
  /** Forgets deliveries and stops those under way. The callback's address stays. */
  reset(): void;
}

/** A push that is not answered with 200 within five seconds is sent again, three times; the pauses are our guess. */
const PATIENCE = 5_000;
const PAUSE = 5_000;
const MOST_ATTEMPTS = 4;
const LONGEST_ANSWER = 300;
const LONGEST_LOG = 1_000;

export function createEvents(clock: SandboxClock, appId: string, initial: WechatCallback | null): WechatEvents {
  let callback = initial;
  let deliveries: Delivery[] = [];
  let stop = new AbortController();

  async function attempt(message: EventRequest): Promise<DeliveryAttempt> {
    const at = new Date(clock.now()).toISOString();
    const late = new AbortController();
    const cancel = clock.at(clock.now() + PATIENCE, () => late.abort());
    try {
      const response = await request(message.url, {
        method: message.method,
        signal: AbortSignal.any([late.signal, stop.signal]),
        // A connection of its own, so that no idle one outlives the simulator.
        reset: true,
        ...(message.body === undefined ? {} : { body: message.body }),
        ...(message.contentType === undefined ? {} : { headers: { "content-type": message.contentType } }),
      });
      const answer = await response.body.text();
      return { at, status: response.statusCode, answer: answer.slice(0, LONGEST_ANSWER) };
    } catch (error) {
      const reason = late.signal.aborted ? "no answer within 5 seconds" : String(error);
      return { at, status: null, answer: reason.slice(0, LONGEST_ANSWER) };
    } finally {
      cancel();
    }
  }

  async function deliver(event: EventFields, delivery: Delivery): Promise<void> {
    if (!callback) {
      delivery.state = "given up";
      return;
    }
    const { signal } = stop;
    delivery.state = "sending";
    const result = await attempt(eventRequest(event, callback, { appId, seconds: clock.seconds() }));
    delivery.attempts.push(result);
    if (signal.aborted || delivery.attempts.length >= MOST_ATTEMPTS) delivery.state = "given up";
    else delivery.state = "waiting";
    if (result.status === 200) delivery.state = "delivered";
    if (delivery.state === "waiting") clock.at(clock.now() + PAUSE, () => void deliver(event, delivery));
  }

  return {
    callback: () => callback,
    configure(value) {
      callback = value;
    },
    async send(event) {
      if (!callback) return null;
      const delivery: Delivery = { event: eventText(event, "Event"), attempts: [], state: "sending" };
      deliveries = [...deliveries.slice(-LONGEST_LOG), delivery];
      await deliver(event, delivery);
      return delivery;
    },
    async verify() {
      if (!callback) return null;
      const { echo, ...message } = verificationRequest(callback, clock.seconds());
      const result = await attempt(message);
      return { verified: result.status === 200 && result.answer === echo, attempt: result };
    },
    deliveries: () => deliveries,
    reset() {
      stop.abort();
      stop = new AbortController();
      deliveries = [];
    },
  };
}
