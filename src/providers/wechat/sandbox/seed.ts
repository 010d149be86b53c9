import { seedDemoGoods } from "./demo-goods";
import { seedDemoMembers, seedKnownPeople } from "./demo-people";
import { seedDemoRooms } from "./demo-rooms";
import type { SeedSize } from "./settings";
import { seedSized } from "./sized-seed";
import { emptyContent, type WechatState } from "./state";

/** Fills a new account. People and the documented examples' media ids are there in every seed, the empty one included. */
export function seedState(state: WechatState, seed: "demo" | "empty" | SeedSize): void {
  seedKnownPeople(state.people);
  seedMedia(state);
  if (seed === "demo") {
    seedDemoGoods(state);
    seedDemoRooms(state);
    seedDemoMembers(state);
  } else if (seed !== "empty") {
    seedSized(state, seed);
  }
}

/** Puts other rooms, goods, members and followers in place of those that are there; tokens, quotas and people stay. */
export function seedContent(state: WechatState, size: SeedSize): void {
  Object.assign(state, emptyContent(state.clock, state.settings));
  seedSized(state, size);
}

/** From the documents and SDK examples, so that these can be tried as they are printed. */
const mediaIds = [
  "xisnqd5vEly5mjX9r3VjW1XGinnZjyEHcv0czEKYw8SBff7lixnbCIrE0QkgStj4",
  "1dqsJ51eTLqLGwmE_cXXWu0n-NHkdv1SYMNUKp2PqIuzblIy820CElbFZFwDFucD",
  "PZjGoGn7b27AahidBpD-UwJ9823ayNlJ2qliDcU9uQMFSpYkRLxmx_RK0F-iBKj5",
  "Hbgk4dmhoGouU2gCTgFJBV1GrFjgrHGM_3o5JODJtspgotaXrG7YIBUUfFaJ-bdT",
  "ZuYVNKk9sMP1X4m7FXdcDCKra251KDZTjS502UTV7gwalgLZXcrOhG6oNYX6c7AR",
  "MEDIA_A",
  "MEDIA_B",
  "MEDIA_C",
  "MEDIA_G",
  "mEdIaIdExample_0001",
];

/** Small enough for every slot: 300 x 300 pixels, 20 KB. */
function seedMedia({ media }: WechatState): void {
  for (const id of mediaIds) {
    media.add({ id, type: "image", size: 20_480, extension: "png", width: 300, height: 300 });
  }
}
