/** What was left out of an analysis through no fault of who wrote the code. */
export interface Gap {
  /**
   * `parser`, `resolver`: an import was not followed, since the native package for it did not load. `exception`: a mistake of the
   * plugin's own. `nesting`: an imported file would end the native parser. `budget`: calls were no longer followed. `roots`, `size`:
   * the file has more functions, or more text, than one file is given time for.
   */
  readonly cause: 'parser' | 'resolver' | 'exception' | 'nesting' | 'budget' | 'roots' | 'size';
  /** Absolute path of the file that was not analysed, or not all of it. */
  readonly file: string;
  /** Of what was cut short, counted from 1. */
  readonly line?: number;
  /** What is to be known besides: the import that was not followed, why a package did not load, what was thrown. */
  readonly detail?: string;
}
