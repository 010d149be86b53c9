/** Rows of a Markdown table; figures stand to the right. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)];
}

export function round(figure) {
  return figure === null || figure === undefined ? "" : Math.round(figure).toLocaleString("en-US");
}
