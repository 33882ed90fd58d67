import { analyze } from '../src/analyze.ts';
import type { Analysis } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describePlace, describeStatement, findHandle } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Escape } from '../src/windows/finding.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-transaction-escape',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow statements inside a transaction that run on the outer client',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [662],
      owasp: 'API6:2023',
    },
    messages: {
      write:
        'This {{statement}} is outside the transaction opened {{openedAt}}: it does not run on {{handle}}, so it stays when the transaction rolls back, and can wait for ever for a row the transaction has locked. Run it on {{handle}}.',
      read: 'This {{statement}} is outside the transaction opened {{openedAt}}: it does not run on {{handle}}, so it sees none of its writes and holds nothing still for them. Run it on {{handle}}.',
      ...remedyMessages,
    },
    schema: [{ type: 'object', properties: { certainty: certaintySchema }, additionalProperties: false }],
    defaultOptions: [{ certainty: 'certain' }],
    hasSuggestions: true,
    languages: ['js/js', 'atomic-auth/python'],
  },
  create(context) {
    return {
      Program() {
        const analysis = analyze(context);
        for (const escape of analysis.escapes) {
          if (!isSureEnough(escape, context.options[0])) continue;
          reportFinding(context, describe(analysis, escape), findRemedies(analysis, escape));
        }
      },
    };
  },
});

function describe(analysis: Analysis, { access, scope, connection }: Escape): Report {
  const inside = analysis
    .getRoots()
    .flatMap((root) => root.accesses)
    .filter((other) => other.connection === connection && other.module === access.module);
  const handle =
    inside.map(findHandle).find((name) => name !== undefined) ??
    (connection?.kind === 'transaction' ? connection.name : undefined);
  return {
    range: access.range,
    messageId: access.kind,
    data: {
      statement: describeStatement(access),
      openedAt: describePlace(analysis, scope, access),
      handle: handle === undefined ? "the transaction's handle" : `\`${handle}\``,
    },
  };
}

export default rule;
