/** How long the rules take, apart from the parser and ESLint. */

import { createVerify } from './linter.ts';
import type { Verify, VerifyOptions } from './linter.ts';

export interface Share {
  readonly messages: ReturnType<Verify>;
  /** Milliseconds of the processor: what else the machine does at the time does not count. */
  readonly taken: number;
}

export type MeasureShare = (text: string, filename: string) => Share;

export function createMeasureShare(options: VerifyOptions = {}): MeasureShare {
  const verify = createVerify(options);
  const verifyWithoutRules = createVerify({ ...options, withRules: false });
  // The catalog is made ready by the first file.
  verify("import pg from 'pg';\n", 'app.ts');
  return (text, filename) => {
    const start = getProcessorTime();
    verifyWithoutRules(text, filename);
    const between = getProcessorTime();
    const messages = verify(text, filename);
    return { messages, taken: getProcessorTime() - between - (between - start) };
  };
}

function getProcessorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
