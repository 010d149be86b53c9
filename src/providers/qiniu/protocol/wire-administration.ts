import { z } from "zod";

/** What is looked for in the pictures of a live room, and every how many seconds (1 to 60). */
export const qiniuModerationConfig = z.object({
  enable: z.boolean(),
  pulp: z.boolean(),
  terror: z.boolean(),
  politician: z.boolean(),
  ads: z.boolean(),
  interval: z.number(),
});
export type QiniuModerationConfig = z.input<typeof qiniuModerationConfig>;
