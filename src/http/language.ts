import type { Language } from "../domain/text";

/** Chinese or English, whichever the Accept-Language header prefers; English where it says nothing of them. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return "en";
  let best: { language: Language; weight: number } = { language: "en", weight: 0 };
  for (const part of header.slice(0, 1000).split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2)) || 0;
    const language = tag.startsWith("zh") ? "zh" : tag.startsWith("en") ? "en" : null;
    if (language && weight > best.weight) best = { language, weight };
  }
  return best.language;
}
