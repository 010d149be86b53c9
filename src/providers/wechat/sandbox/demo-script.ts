import { openidOf } from "./people";

/** "晚间家居好物", planned for this evening. */
const ROOM = 9;
const STEP_MILLISECONDS = 20_000;

/**
 * Lets things happen by themselves, for whoever watches: a planned room goes live after twenty seconds, and from then on
 * its anchor pauses and comes back, while somebody subscribes and does not want to any more. Done by the control routes,
 * as a person would. Returns what ends it.
 */
export function playDemo(url: string): () => void {
  let step = 0;
  const timer = setInterval(() => {
    const isEven = step % 2 === 0;
    step += 1;
    void post(`/_sandbox/rooms/${ROOM}/status`, { status: isEven ? 101 : 105 });
    const action = isEven ? "add_follow" : "del_follow";
    void post("/_sandbox/events", { type: "follow", room_id: ROOM, user_openid: openidOf("demo-follower"), action });
  }, STEP_MILLISECONDS).unref();

  async function post(path: string, body: object): Promise<void> {
    // Whoever has emptied the simulator, or stops it, has no use for the demonstration.
    await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }

  return () => clearInterval(timer);
}
