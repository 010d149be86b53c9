import type { Call } from "../domain/call";
import type { Image, ImageInput, ImagePurpose } from "../domain/image";
import { requirePort } from "./account";
import { identify } from "./identify";
import type { SessionGround } from "./session";

/** Uploading images, within one request. */
export interface ImagesView {
  upload(account: string, image: ImageInput, purpose: ImagePurpose): Promise<Image>;
}

export function createImagesView({ accounts }: SessionGround, call: Call): ImagesView {
  return {
    async upload(account, image, purpose) {
      const { connected } = identify(accounts, "account", account, ["account"]);
      return requirePort(connected.provider, "images").uploadImage(image, purpose, call);
    },
  };
}
