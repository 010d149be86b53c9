import { z } from "zod";
import { qiniuUser } from "./wire";

/** A user with the account of the messaging service. The password is in clear: keep it out of logs. */
export const qiniuUserProfile = qiniuUser.extend({
  im_username: z.string().nullish(),
  im_password: z.string().nullish(),
});
export type QiniuUserProfile = z.input<typeof qiniuUserProfile>;

/** A user as the lists of viewers and of microphones show one. */
export const qiniuViewer = qiniuUser.extend({ im_username: z.string().nullish() });
export type QiniuViewer = z.input<typeof qiniuViewer>;

/** What a batch registration could not do: user id and a text of no fixed form. */
export const qiniuFailedRegistrations = z.record(z.string(), z.string()).nullish();
export type QiniuFailedRegistrations = z.input<typeof qiniuFailedRegistrations>;
