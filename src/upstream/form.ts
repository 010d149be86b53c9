import type { FormData } from "undici";

export interface FormFile {
  readonly field: string;
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly type: string;
}

/** A form (multipart/form-data) with one file in it. */
export async function formWithFile({ field, bytes, fileName, type }: FormFile): Promise<FormData> {
  const { FormData: Form } = await import("undici/lib/web/fetch/formdata.js");
  const form = new Form();
  form.append(field, new File([new Uint8Array(bytes)], fileName, { type }));
  return form;
}
