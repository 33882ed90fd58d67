import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { certaintySchema, isSureEnough } from '../src/reporting/certainty.ts';
import type { CertaintyOptions } from '../src/reporting/certainty.ts';
import { describeFields, describeResource, describeStatement } from '../src/reporting/phrases.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { UnscopedWrite } from '../src/windows/finding.ts';

const rule: AtomicAuthRule = createRule<string, CertaintyOptions>({
  name: 'require-owner-scope',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that a write to a row named by the client is tied to the authenticated caller',
      recommended: true,
      strict: { certainty: 'possible' },
      cwe: [639],
      owasp: 'API1:2023',
    },
    messages: {
      known:
        '`{{check}}` found out who is calling, but this {{statement}} picks the row of {{resource}} by {{key}} from the request alone: any caller with a valid token {{verb}} the rows of others. Add `{{owner}}` to its condition and treat no row as not found.',
      claimed:
        '`{{check}}` found out who is calling, but this {{statement}} picks the rows of {{resource}} by {{key}} as the request gives it: any caller with a valid token {{verb}} the rows of others. Take {{key}} from who was found to call, not from the request.',
      unknown:
        '`{{check}}` found out who is calling, but this {{statement}} picks the row of {{resource}} by {{key}} from the request alone, and nothing ties that row to the caller. If the rows belong to somebody, add the owner to its condition.',
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
        for (const unscoped of analysis.unscopedWrites) {
          if (!isSureEnough(unscoped, context.options[0])) continue;
          // Where the owner is in the condition already, it is the value that is wrong.
          reportFinding(
            context,
            describe(unscoped),
            unscoped.keyField === unscoped.ownerField ? [] : findRemedies(analysis, unscoped),
          );
        }
      },
    };
  },
});

function describe({ access, keyField, ownerField, authentication }: UnscopedWrite): Report {
  const data = {
    check: authentication.name,
    statement: describeStatement(access),
    resource: describeResource(access),
    key: describeFields([keyField]),
  };
  if (ownerField === undefined) return { range: access.range, messageId: 'unknown', data };
  const verb = access.operation === 'delete' ? 'deletes' : 'changes';
  if (ownerField === keyField) return { range: access.range, messageId: 'claimed', data: { ...data, verb } };
  return { range: access.range, messageId: 'known', data: { ...data, verb, owner: ownerField } };
}

export default rule;
