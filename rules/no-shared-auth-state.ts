import { analyze } from '../src/analyze.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'no-shared-auth-state',
  meta: {
    type: 'problem',
    docs: {
      description: "Disallow keeping the caller's identity in state that requests share",
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [488],
      owasp: 'API2:2023',
    },
    messages: {
      shared:
        '`{{name}}` outlives the request: while this one waits, a second request puts its own caller there, and the first goes on as somebody else. Keep the identity on the request, or hand it on as an argument.',
    },
    schema: [{ type: 'object', properties: { certainty: certaintySchema }, additionalProperties: false }],
    defaultOptions: [{ certainty: 'certain' }],
    hasSuggestions: false,
    languages: ['js/js', 'atomic-auth/python'],
  },
  create(context) {
    return {
      Program() {
        for (const fact of analyze(context).facts) {
          if (fact.kind !== 'shared-identity' || !isSureEnough(fact, context.options[0])) continue;
          reportFinding(context, {
            range: fact.range,
            messageId: 'shared',
            data: { name: fact.module.text.slice(...fact.range) },
          });
        }
      },
    };
  },
});

export default rule;
