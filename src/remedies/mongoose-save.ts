/**
 * `doc.balance -= amount; await doc.save()` as one `findOneAndUpdate`, which looks and writes at once.
 */
import type { AssignStatement, CallExpression, Expression, LetStatement } from '../languages/program.ts';
import { findArithmetic, spellChange } from './arithmetic.ts';
import { findCallPlace, findFreeName, findWritten } from './enclosing-statement.ts';
import { findDeclaration, findFunction, getNodes, getParent, getStatementLists } from './program-tree.ts';
import type { ProgramNode } from './program-tree.ts';
import { findRefusal, indentRefusal } from './refusal.ts';
import type { TextEdit } from './remedy.ts';
import type { Target } from './requirement.ts';
import type { ChangedWrite, ChangeWrite } from './store-remedies.ts';

/** Only where the change and its save stand one after the other, and nothing but the document holds what is saved. */
export function replaceSave(
  target: Target,
  { field, guard }: ChangeWrite,
  conditions: readonly string[],
): ChangedWrite | undefined {
  const { module, write } = target;
  const { call } = write;
  const [set] = write.sets;
  if (
    field === undefined ||
    set === undefined ||
    write.sets.length !== 1 ||
    set.field !== field ||
    !/^\w+$/.test(field)
  )
    return undefined;
  if (
    call?.kind !== 'call' ||
    call.args.length > 0 ||
    call.callee.kind !== 'member' ||
    call.callee.property !== 'save' ||
    call.callee.object.kind !== 'name'
  )
    return undefined;
  // Hooks of `save` would no longer run.
  if (/\.(?:pre|post)\s*\(\s*['"`]save/.test(module.text)) return undefined;
  // A session would have to be handed on.
  if (
    write.scopes.some((held) => held.kind === 'transaction') ||
    (write.connection !== undefined && write.connection.kind !== 'outer')
  )
    return undefined;
  const document = call.callee.object.name;
  const declared = findDeclaration(module, call, document);
  if (declared === undefined || !('kind' in declared) || declared.kind !== 'let' || declared.mutable) return undefined;
  const model = findModel(declared);
  if (model === undefined || findDeclaration(module, model, model.name) !== findDeclaration(module, call, model.name))
    return undefined;

  const assignment = findAssignment(target, document);
  const place = findCallPlace(module, call, true);
  if (assignment === undefined || place.kind !== 'dropped' || !isNext(target, assignment)) return undefined;
  const arithmetic = findArithmetic(target, set, set.value.node);
  const written = findWritten(module, assignment);
  if (arithmetic?.kind !== 'number' || written === undefined) return undefined;

  const uses = findUsesAfter(target, declared, document);
  if (uses === undefined) return undefined;
  const name = findFreeName(module, call, 'updated');
  const { indent, semicolon, range } = place.statement;
  const options = uses.length > 0 ? `, { returnDocument: 'after' }` : '';
  const filter = [`_id: ${document}._id`, ...conditions].join(', ');
  const update = `const ${name} = await ${model.name}.findOneAndUpdate({ ${filter} }, { $inc: { ${field}: ${spellChange(arithmetic)} } }${options})${semicolon}`;
  const refusal = indentRefusal(findRefusal(target, guard), indent);
  const edits: TextEdit[] = [
    { range: [written.range[0], range[1]], text: `${update}\n${indent}if (!${name}) ${refusal}` },
    ...uses.map((use) => ({ range: use.range, text: name })),
  ];
  return { condition: conditions.join(', '), expression: `${field} ${arithmetic.operator} ${arithmetic.text}`, edits };
}

/** `const doc = await Model.findById(…)`: the model the document is of. */
function findModel({ value }: LetStatement): Extract<Expression, { kind: 'name' }> | undefined {
  let call = value?.kind === 'suspend' ? value.value : undefined;
  if (call?.kind === 'call' && call.callee.kind === 'member' && call.callee.property === 'exec')
    call = call.callee.object;
  if (
    call?.kind !== 'call' ||
    call.callee.kind !== 'member' ||
    (call.callee.property !== 'findById' && call.callee.property !== 'findOne')
  )
    return undefined;
  return call.callee.object.kind === 'name' ? call.callee.object : undefined;
}

function findAssignment({ module, write }: Target, document: string): AssignStatement | undefined {
  const range = write.sets[0]?.range;
  if (range === undefined) return undefined;
  for (const node of getNodes(module)) {
    if (node.kind !== 'assign' || node.range[0] !== range[0] || node.range[1] !== range[1]) continue;
    const { target } = node;
    return target.kind === 'member' && target.object.kind === 'name' && target.object.name === document
      ? node
      : undefined;
  }
  return undefined;
}

/** The save is the statement after the assignment, with nothing but white space between them. */
function isNext({ module, write }: Target, assignment: AssignStatement): boolean {
  let statement: ProgramNode | undefined = write.call;
  while (statement !== undefined && statement.kind !== 'effect') statement = getParent(module, statement);
  const parent = statement === undefined ? undefined : getParent(module, statement);
  if (statement === undefined || parent === undefined) return false;
  const list = getStatementLists(parent).find((candidate) => candidate.some((other) => other === assignment));
  const index = list?.findIndex((other) => other === assignment) ?? -1;
  return (
    index >= 0 &&
    list?.[index + 1] === statement &&
    /^[\s;]*$/.test(module.text.slice(assignment.range[1], statement.range[0]))
  );
}

/** Where the document is used once it is saved; undefined where one of the places cannot take another name. */
function findUsesAfter(
  { module, write }: Target,
  declared: LetStatement,
  name: string,
): readonly Extract<Expression, { kind: 'name' }>[] | undefined {
  const call = write.call as CallExpression;
  const scope = findFunction(module, call);
  const uses: Extract<Expression, { kind: 'name' }>[] = [];
  const seen = new Set<number>();
  for (const node of getNodes(module)) {
    if (
      node.kind !== 'name' ||
      node.name !== name ||
      node.range[0] < call.range[1] ||
      seen.has(node.range[0]) ||
      findDeclaration(module, node, name) !== declared
    )
      continue;
    const parent = getParent(module, node);
    const isShorthand =
      parent?.kind === 'record' &&
      parent.entries.some((entry) => entry.kind === 'property' && entry.shorthand && entry.value === node);
    // Another block may not see the new name; another write would save what is not there.
    if (
      isShorthand ||
      findFunction(module, node) !== scope ||
      parent?.kind !== 'member' ||
      isWritten(module, parent) ||
      !isInSameBlock(module, node, call)
    )
      return undefined;
    seen.add(node.range[0]);
    uses.push(node);
  }
  return uses;
}

function isWritten(module: Target['module'], member: ProgramNode): boolean {
  const parent = getParent(module, member);
  return (
    (parent?.kind === 'assign' && parent.target === member) || (parent?.kind === 'call' && parent.callee === member)
  );
}

function isInSameBlock(module: Target['module'], node: ProgramNode, call: ProgramNode): boolean {
  let statement: ProgramNode | undefined = call;
  while (statement !== undefined && statement.kind !== 'effect') statement = getParent(module, statement);
  const block = statement === undefined ? undefined : getParent(module, statement);
  const list =
    block === undefined
      ? undefined
      : getStatementLists(block).find((candidate) => candidate.some((other) => other === statement));
  for (let outer: ProgramNode | undefined = node; outer !== undefined; outer = getParent(module, outer))
    if (list?.some((other) => other === outer) === true) return true;
  return false;
}
