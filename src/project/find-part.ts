/** Which part of an outline holds an offset. */

/** Index of the part that holds an offset, below zero where none does. `ranges` has those of each part: offsets in pairs, and no two parts share any. */
export function createPartFinder(ranges: readonly (readonly number[])[]): (offset: number) => number {
  const found: { readonly start: number; readonly end: number; readonly part: number }[] = [];
  ranges.forEach((own, part) => {
    for (let index = 0; index + 1 < own.length; index += 2) {
      const [start = 0, end = 0] = own.slice(index, index + 2);
      if (start < end) found.push({ start, end, part });
    }
  });
  found.sort((a, b) => a.start - b.start);
  return (offset) => {
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((found[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const last = found[low - 1];
    return last !== undefined && offset < last.end ? last.part : -1;
  };
}
