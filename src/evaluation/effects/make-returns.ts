/**
 * The value the catalog says a call or property gives.
 */
import { isTransactionHandleName } from '../../catalog/naming.ts';
import type { Returns, Role, TypeEntry } from '../../catalog/shape.ts';
import { assertExhaustive } from '../../languages/program.ts';
import { findProvided } from '../classes/container.ts';
import type { Connection } from '../domain/access.ts';
import type { ReturnContext } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { extendSources } from '../domain/sources.ts';
import {
  createConstant,
  createUnknown,
  createValue,
  findTarget,
  getConstantString,
  getResourceName,
  joinSources,
  unknownValue,
  weakenSources,
} from '../domain/value.ts';
import type { HandleWhat, Row, Source, Value } from '../domain/value.ts';
import { getMember } from '../members/get-member.ts';
import { findModelDefinition } from '../modules/find-definition.ts';
import { assembleSql, createSqlValue, formatSql } from '../sql/assemble-sql.ts';
import { getAmbient } from './ambient.ts';
import { findArgument } from './arguments.ts';
import { makeStatementText } from './make-statement.ts';

export function makeReturns(run: Run, returns: Returns | undefined, context: ReturnContext): Value {
  if (returns === undefined)
    return context.outcome ?? createUnknown(undefined, weakenSources(joinSources([context.receiver, ...context.args])));
  switch (returns.kind) {
    case 'receiver':
      return context.receiver ?? unknownValue;
    case 'argument':
      return findArgument(run, context, returns.at) ?? unknownValue;
    case 'type':
      return makeType(run, returns, context);
    case 'statement': {
      const sql = makeStatementText(run, returns, context);
      const value = makeType(run, { kind: 'type', type: returns.type }, context);
      return value.what.kind === 'handle' && sql !== undefined
        ? createValue({ ...value.what, sql }, sql.sources)
        : value;
    }
    case 'outcome':
      return context.outcome ?? getReceiverOutcome(run, context.receiver) ?? unknownValue;
    case 'role': {
      const source = createRoleSource(returns.role);
      const part = findArgument(run, context, returns.at);
      if (part === undefined) return createUnknown(context.member, [source]);
      const name = getConstantString(part);
      return createUnknown(name, extendSources(run, [source], name ?? '*'));
    }
    case 'list': {
      const elements = returns.elements.map((element) => makeReturns(run, element, context));
      return createValue({ kind: 'list', elements, open: false }, joinSources(elements));
    }
    case 'record': {
      const fields = new Map(
        Object.entries(returns.fields).map(([name, field]) => [name, makeReturns(run, field, context)]),
      );
      return createValue({ kind: 'record', fields, spreads: [], shared: false }, joinSources([...fields.values()]));
    }
    case 'provided': {
      const token = findArgument(run, context, returns.token);
      return token === undefined ? unknownValue : (findProvided(run, token) ?? unknownValue);
    }
    case 'ambient':
      return getAmbient(run, context.receiver);
    case 'function':
      return createValue({
        kind: 'behaviour',
        entry: context.entry,
        name: context.member ?? 'function',
        receiver: context.receiver,
        construct: undefined,
        behaviour:
          returns.returns === undefined
            ? { effects: returns.effects, returns: { kind: 'unknown' } }
            : { effects: returns.effects, returns: returns.returns },
      });
    case 'field': {
      const name = getConstantString(findArgument(run, context, returns.name));
      if (context.receiver === undefined) return unknownValue;
      return name === undefined
        ? context.receiver
        : name.split('.').reduce((value, part) => getMember(run, value, part), context.receiver);
    }
    case 'constant':
      return createConstant(returns.value);
    case 'callback-result':
      return (
        (returns.parameter === undefined ? (context.callbackResult ?? context.outcome) : context.resolved) ??
        unknownValue
      );
    case 'unknown':
      return unknownValue;
    default:
      return assertExhaustive(returns);
  }
}

/** What running the builder gives on which the call is made. */
function getReceiverOutcome(run: Run, receiver: Value | undefined): Value | undefined {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return what?.kind === 'handle' ? (run.state.getField(what, '#outcome')?.value ?? what.outcome) : undefined;
}

function createRoleSource(role: Role): Source {
  switch (role) {
    case 'identity':
      return { kind: 'identity', path: '', weak: false };
    case 'credential':
      return { kind: 'credential', weak: false };
    case 'fresh':
      return { kind: 'fresh', weak: false };
    case 'request-data':
      return { kind: 'request', part: 'other', path: '', weak: false };
    default:
      return { kind: 'request', part: role, path: '', weak: false };
  }
}

function makeType(run: Run, returns: Returns & { kind: 'type' }, context: ReturnContext): Value {
  const found = run.catalog.findType(context.entry, returns.type);
  if (found === undefined) return unknownValue;
  const { entry, type, definition } = found;
  const receiver = context.receiver === undefined ? undefined : findTarget(context.receiver);
  const owner = receiver?.what.kind === 'handle' ? receiver.what : undefined;
  if (definition.entity !== undefined && context.outcome === undefined) {
    const model = owner;
    const resource =
      returns.resource === undefined ? model?.resource : getResourceName(findArgument(run, context, returns.resource));
    const initial = returns.fields === undefined ? context.args[0] : findArgument(run, context, returns.fields);
    const row: Row = {
      id: takeId(run),
      access: undefined,
      resource,
      entry,
      type,
      entity: definition.entity,
      model,
      isNew: context.args.length > 0 || context.member === 'new',
      initial,
    };
    return createValue({ kind: 'row', row, path: '' });
  }
  const what: HandleWhat = {
    kind: 'handle',
    entry,
    type,
    resource:
      returns.resource === undefined ? owner?.resource : getResourceName(findArgument(run, context, returns.resource)),
    connection: getConnection(run, returns.connection ?? 'same', owner, context, definition),
    sql: returns.sql === undefined ? undefined : findSql(run, returns, context),
    access: context.access ?? (returns.connection === 'new' ? undefined : owner?.access),
    outcome: context.outcome ?? undefined,
    made: [...context.args, ...(owner?.made ?? [])].slice(0, 6),
    certainty: context.certainty ?? owner?.certainty ?? 'certain',
    isShared: run.phase === 'module',
  };
  const defined =
    definition.definedIn === undefined || context.args.length > 1
      ? undefined
      : findModelDefinition(run, definition.definedIn, what);
  const value =
    defined ??
    createValue(what, context.outcome?.sources ?? (returns.role === undefined ? [] : [createRoleSource(returns.role)]));
  if (returns.member === undefined) return value;
  const name = getConstantString(findArgument(run, context, returns.member));
  return name === undefined ? unknownValue : getMember(run, value, name.toLowerCase());
}

/** The text a value stands for, with the parameters that were written into it. */
function findSql(run: Run, returns: Returns & { kind: 'type' }, context: ReturnContext): Value | undefined {
  const text = findArgument(run, context, returns.sql);
  const parameters = findArgument(run, context, returns.parameters);
  const assembled = text === undefined || parameters === undefined ? undefined : assembleSql(text, false);
  return assembled === undefined || parameters === undefined
    ? text
    : createSqlValue(formatSql(run, assembled, parameters));
}

function getConnection(
  run: Run,
  connection: 'same' | 'new',
  owner: HandleWhat | undefined,
  context: ReturnContext,
  definition: TypeEntry,
): Connection | undefined {
  if (context.isParameter === true) {
    // A pool or a whole client cannot be inside a transaction, unless the caller's name for it says so.
    const isCallers =
      definition.inTransaction === true ||
      definition.holdsTransaction === true ||
      (context.member !== undefined && isTransactionHandleName(context.member) === 'certain');
    return { id: takeId(run), kind: isCallers ? 'parameter' : 'outer', parent: undefined, name: context.member };
  }
  if (connection === 'same') return owner?.connection;
  return {
    id: takeId(run),
    kind: definition.inTransaction === true ? 'transaction' : owner?.connection === undefined ? 'outer' : 'client',
    parent: owner?.connection,
    name: context.member,
  };
}
