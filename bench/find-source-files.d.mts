export declare function findSourceFiles(
  folders: readonly string[],
  options: { readonly limit: number; readonly insideDependencies: boolean; readonly names?: RegExp },
): readonly string[];
