import { FormData } from "undici";

export interface FormFile {
  readonly field: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly type: string;
}

/** A form (multipart/form-data) with one file in it. */
export function formWithFile({ field, bytes, fileName, type }: FormFile): FormData {
  const form = new FormData();
  form.append(field, new File([new Uint8Array(bytes)], fileName, { type }));
  return form;
}
