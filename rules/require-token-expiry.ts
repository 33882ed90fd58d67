import { analyze } from '../src/analyze.ts';
import { findRemedies } from '../src/remedies/find-remedies.ts';
import { remedyMessages } from '../src/remedies/remedy.ts';
import { computeConstant } from '../src/reporting/compute-constant.ts';
import { parseDuration } from '../src/reporting/parse-duration.ts';
import { reportFinding } from '../src/reporting/report-finding.ts';
import type { Report } from '../src/reporting/report-finding.ts';
import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';
import type { Signing } from '../src/evaluation/domain/access.ts';

interface Options {
  readonly maxAge?: string | number | null;
}

const rule: AtomicAuthRule = createRule<string, Options>({
  name: 'require-token-expiry',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require that signed tokens expire',
      recommended: true,
      cwe: [613],
      owasp: 'API2:2023',
    },
    messages: {
      missing:
        'This token never expires: whoever gets hold of it keeps it after logout, suspension and a changed password. Sign it with an expiry that is as short as its use allows.',
      tooLong:
        'This token is valid for {{expiry}}, and no more than {{maxAge}} is allowed: until then it outlives logout, suspension and a changed password. Shorten it, and renew it with a refresh token.',
      ...remedyMessages,
    },
    schema: [
      {
        type: 'object',
        properties: {
          maxAge: {
            type: ['string', 'number', 'null'],
            description:
              'The longest time a token may be valid: seconds, or a text such as `15m` or `7 days`. Without it any expiry will do.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ maxAge: null }],
    hasSuggestions: true,
    languages: ['js/js', 'atomic-auth/python'],
  },
  create(context) {
    return {
      Program() {
        const analysis = analyze(context);
        const maxAge = context.options[0].maxAge ?? undefined;
        for (const fact of analysis.facts) {
          if (fact.kind !== 'signing') continue;
          const report = describe(fact, maxAge);
          if (report !== undefined) reportFinding(context, report, findRemedies(analysis, fact));
        }
      },
    };
  },
});

/** Undefined where the token expires in time, or nothing is known of its expiry. */
function describe({ range, expiry, isKnown }: Signing, maxAge: string | number | undefined): Report | undefined {
  if (expiry === undefined) return isKnown ? { range, messageId: 'missing', data: {} } : undefined;
  const limit = parseDuration(maxAge);
  const value = computeConstant(expiry);
  const age = parseDuration(value);
  if (limit === undefined || age === undefined || age <= limit) return undefined;
  return { range, messageId: 'tooLong', data: { expiry: show(value), maxAge: show(maxAge) } };
}

function show(duration: unknown): string {
  return typeof duration === 'number' ? `${String(duration)} s` : `\`${String(duration)}\``;
}

export default rule;
