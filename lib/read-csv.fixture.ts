/** Reads CSV by RFC 4180, for tests: cells as they stand in the file, quotes taken off. */
export function readCsv(file: string, delimiter = ","): string[][] {
  const records: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const endCell = () => {
    records.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < file.length; at++) {
    const character = file[at];
    if (isQuoted && character === '"' && file[at + 1] === '"') cell += file[++at];
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += character;
    else if (character === delimiter) endCell();
    else if (character === "\r" && file[at + 1] === "\n") {
      endCell();
      records.push([]);
      at++;
    } else cell += character;
  }
  if (isQuoted || cell !== "" || records.at(-1)?.length) throw new Error("The file does not end with a whole record");
  return records.slice(0, -1);
}
