import { LiveError } from "../domain/error";

/** What a client is told of a document that is not run. */

export function notTrusted(): LiveError {
  return new LiveError("DOCUMENT_NOT_TRUSTED", {
    en: "Only the documents of the trusted list are run here. Add this one to the list (ZHIBO_TRUSTED_DOCUMENTS), or send one that is on it.",
    zh: "此处仅执行受信任列表中的文档。请将该文档加入列表（ZHIBO_TRUSTED_DOCUMENTS），或发送列表中的文档。",
  });
}

/** Clients go by these very words: Apollo's and urql's then send the text, or send no ids any more. */
const NOT_FOUND = "PersistedQueryNotFound";
const NOT_SUPPORTED = "PersistedQueryNotSupported";

export function notFound(): LiveError {
  return new LiveError("PERSISTED_QUERY_NOT_FOUND", { en: NOT_FOUND, zh: NOT_FOUND });
}

export function notSupported(): LiveError {
  return new LiveError("PERSISTED_QUERY_NOT_SUPPORTED", { en: NOT_SUPPORTED, zh: NOT_SUPPORTED });
}

export function idOfAnother(): LiveError {
  return new LiveError("BAD_USER_INPUT", {
    en: "The id and the document do not belong together. Send one of them.",
    zh: "id 与文档不一致，请只发送其中之一。",
  });
}
