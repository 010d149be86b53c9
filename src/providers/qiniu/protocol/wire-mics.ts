import { z } from "zod";
import { qiniuViewer } from "./wire-users";

export const qiniuMic = z.object({
  user: qiniuViewer,
  mic: z.boolean(),
  camera: z.boolean(),
  /** 0 on, 1 left, 2 forbidden. */
  status: z.number(),
  extends: z.record(z.string(), z.string()).nullish(),
});
export type QiniuMic = z.input<typeof qiniuMic>;
