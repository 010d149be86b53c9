/* As much of Markdown as holding documents against the code needs. */

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

const BLOCK = /^( *)```(\S*)[^\n]*\n([\s\S]*?)^\1```$/gm;

export function codeBlocks(text: string): CodeBlock[] {
  return [...text.matchAll(BLOCK)].map(([, , language = "", code = ""]) => ({ language, code }));
}

function prose(text: string): string {
  return text.replace(BLOCK, "");
}

export interface Heading {
  readonly level: number;
  /** The anchor that GitHub gives it. */
  readonly slug: string;
}

export function headings(text: string): Heading[] {
  return [...prose(text).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = "", title = ""]) => ({
    level: marks.length,
    slug: title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Mark}\p{Number}\p{Connector_Punctuation} -]/gu, "")
      .replaceAll(" ", "-"),
  }));
}

/** Where links and pictures lead to, as written. */
export function links(text: string): string[] {
  const outsideCode = prose(text).replace(/`[^`\n]*`/g, "");
  const inline = outsideCode.matchAll(/\]\(([^()\s]+)[^()]*\)/g);
  const defined = outsideCode.matchAll(/^\[[^\]]+\]: (\S+)/gm);
  return [...inline, ...defined].map(([, target]) => target as string);
}

/** The cells of every row of every table, heads included. */
export function tableRows(text: string): string[][] {
  return [...prose(text).matchAll(/^\|(.+)\|$/gm)].map(([, row = ""]) => row.split("|").map((cell) => cell.trim()));
}
