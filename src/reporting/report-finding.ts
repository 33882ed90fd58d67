/**
 * Hands a finding to ESLint: offsets become lines and columns, remedies become suggestions.
 */
import type { AST, Rule } from 'eslint';
import type { Range } from '../languages/program.ts';

/** What a rule says of a place in the linted file. */
export interface Report {
  readonly range: Range;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The shape of a remedy: all edits are made together, under the message named by `kind`. */
interface Suggestion {
  readonly kind: string;
  readonly data: Readonly<Record<string, string>>;
  readonly edits: readonly { readonly range: Range; readonly text: string }[];
}

interface ReportingContext {
  readonly sourceCode: { getLocFromIndex(index: number): AST.SourceLocation['start'] };
  report(descriptor: Rule.ReportDescriptor): void;
}

export function reportFinding(
  context: ReportingContext,
  { range, messageId, data }: Report,
  remedies: readonly Suggestion[] = [],
): void {
  const { sourceCode } = context;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) },
    messageId,
    data: { ...data },
    suggest: remedies.map((remedy) => ({
      messageId: remedy.kind,
      data: { ...remedy.data },
      fix: (fixer) => remedy.edits.map((edit) => fixer.replaceTextRange([...edit.range], edit.text)),
    })),
  });
}
