import {
  type Argument,
  assertExhaustive,
  type CallExpression,
  type ClassExpression,
  type ClassMember,
  type Expression,
  type FunctionExpression,
  type IfStatement,
  type LoopStatement,
  type Module,
  type Parameter,
  type RecordEntry,
  type Statement,
  type TemplateExpression,
  type TryStatement,
} from './program.ts';

/**
 * A program as text, for `DEBUG` and for tests: one statement a line, two spaces a level, ranges left out.
 *
 * `const` is a `let` that is not mutable, `var` one that is; `suspend x` a suspension point; `do { … => x }` a sequence;
 * `?label(…)` what the lowering did not know.
 */
export function printProgram(module: Module): string {
  const directives = module.directives.map((directive) => `directive ${JSON.stringify(directive)}`);
  return [...directives, ...module.body.map((statement) => printStatement(statement, ''))].join('\n');
}

function printStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'let': {
      const head = `${indent}${statement.mutable ? 'var' : 'const'} ${statement.name}${printTypes(statement.types)}`;
      return statement.value === undefined ? head : `${head} = ${printExpression(statement.value, indent)}`;
    }
    case 'assign':
      return `${indent}${printExpression(statement.target, indent)} = ${printExpression(statement.value, indent)}`;
    case 'effect':
      return `${indent}${printExpression(statement.expression, indent)}`;
    case 'if':
      return `${indent}${printIf(statement, indent)}`;
    case 'loop':
      return `${indent}${printLoop(statement, indent)}`;
    case 'try':
      return `${indent}${printTry(statement, indent)}`;
    case 'return':
      return `${indent}return${printOptional(statement.value, indent)}`;
    case 'throw':
      return `${indent}throw${printOptional(statement.value, indent)}`;
    case 'jump':
      return `${indent}${statement.target}`;
    case 'scope': {
      const name = statement.name === undefined ? '' : ` as ${statement.name}`;
      return `${indent}scope ${printExpression(statement.manager, indent)}${name} ${printBody(statement.body, indent)}`;
    }
    case 'block':
      return `${indent}block ${printBody(statement.body, indent)}`;
    case 'export':
      return `${indent}export ${statement.name} = ${printExpression(statement.value, indent)}`;
    default:
      return assertExhaustive(statement);
  }
}

function printOptional(value: Expression | undefined, indent: string): string {
  return value === undefined ? '' : ` ${printExpression(value, indent)}`;
}

function printBody(statements: readonly Statement[], indent: string): string {
  return printLines(
    statements.map((statement) => printStatement(statement, `${indent}  `)),
    indent,
  );
}

function printLines(lines: readonly string[], indent: string): string {
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

/** An `else` that holds one `if` reads on in the same column. */
function printIf(statement: IfStatement, indent: string): string {
  const head = `if ${printExpression(statement.test, indent)} ${printBody(statement.consequent, indent)}`;
  const [first, second] = statement.alternate;
  if (first === undefined) return head;
  if (first.kind === 'if' && second === undefined) return `${head} else ${printIf(first, indent)}`;
  return `${head} else ${printBody(statement.alternate, indent)}`;
}

function printLoop(statement: LoopStatement, indent: string): string {
  const over = statement.over === undefined ? '' : ` over ${printExpression(statement.over, indent)}`;
  const test = statement.test === undefined ? '' : ` while ${printExpression(statement.test, indent)}`;
  const notes = `${statement.atLeastOnce ? ' at least once' : ''}${statement.suspends ? ' suspending' : ''}`;
  return `loop${over}${test}${notes} ${printBody(statement.body, indent)}`;
}

function printTry(statement: TryStatement, indent: string): string {
  let text = `try ${printBody(statement.body, indent)}`;
  if (statement.handler !== undefined) {
    const name = statement.handler.name === undefined ? '' : ` ${statement.handler.name}`;
    text += ` catch${name} ${printBody(statement.handler.body, indent)}`;
  }
  return statement.finalizer.length === 0 ? text : `${text} finally ${printBody(statement.finalizer, indent)}`;
}

function printExpression(expression: Expression, indent: string): string {
  switch (expression.kind) {
    case 'constant':
      return printConstant(expression.value);
    case 'name':
      return expression.name;
    case 'member':
      return `${printOperand(expression.object, indent)}${printProperty(expression.property, indent)}`;
    case 'call':
      return printCall(expression, indent);
    case 'new':
      return `new ${printOperand(expression.callee, indent)}(${printArguments(expression.args, indent)})`;
    case 'function':
      return printFunction(expression, indent);
    case 'class':
      return printClass(expression, indent);
    case 'record':
      return printRecord(expression.entries, indent);
    case 'list':
      return `[${printArguments(expression.elements, indent)}]`;
    case 'template':
      return printTemplate(expression, indent);
    case 'operation':
      return printOperation(expression.operator, expression.operands, indent);
    case 'choice':
      return `(${printExpression(expression.test, indent)} ? ${printExpression(expression.consequent, indent)} : ${printExpression(expression.alternate, indent)})`;
    case 'suspend':
      return `suspend ${printOperand(expression.value, indent)}`;
    case 'import':
      return `import${expression.typeOnly ? ' type' : ''}(${JSON.stringify(expression.source)}, ${expression.name})`;
    case 'element':
      return 'element';
    case 'sequence': {
      const lines = expression.statements.map((statement) => printStatement(statement, `${indent}  `));
      return `do ${printLines([...lines, `${indent}  => ${printExpression(expression.value, `${indent}  `)}`], indent)}`;
    }
    case 'unknown':
      return `?${expression.label}(${printList(expression.children, indent)})`;
    default:
      return assertExhaustive(expression);
  }
}

function printConstant(value: string | number | boolean | bigint | null | undefined): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/** In front of `.x` or `(…)`, and after `suspend`, what would read as something else stands in parentheses. */
function printOperand(expression: Expression, indent: string): string {
  const text = printExpression(expression, indent);
  switch (expression.kind) {
    case 'function':
    case 'class':
    case 'sequence':
    case 'suspend':
    case 'new':
      return `(${text})`;
    default:
      return text;
  }
}

function printProperty(property: string | Expression, indent: string): string {
  if (typeof property !== 'string') return `[${printExpression(property, indent)}]`;
  return isPlainName(property) ? `.${property}` : `[${JSON.stringify(property)}]`;
}

function isPlainName(text: string): boolean {
  return /^#?[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text);
}

function printCall(expression: CallExpression, indent: string): string {
  const callee = printOperand(expression.callee, indent);
  const args = printArguments(expression.args, indent);
  if (expression.tagged) return `${callee}${args}`;
  const keywords = expression.keywords.map(({ name, value }) => `${name}: ${printExpression(value, indent)}`);
  return `${callee}(${[args, ...keywords].filter((part) => part !== '').join(', ')})`;
}

function printArguments(args: readonly Argument[], indent: string): string {
  return args.map(({ value, spread }) => `${spread ? '...' : ''}${printExpression(value, indent)}`).join(', ');
}

function printList(expressions: readonly Expression[], indent: string): string {
  return expressions.map((expression) => printExpression(expression, indent)).join(', ');
}

function printTypes(types: readonly string[]): string {
  return types.length === 0 ? '' : `: ${types.join(' ')}`;
}

function printAnnotations(annotations: readonly Expression[], indent: string): string {
  return annotations.map((annotation) => `@${printOperand(annotation, indent)} `).join('');
}

function printFunction(expression: FunctionExpression, indent: string): string {
  const words = [
    expression.isAsync ? 'async' : '',
    expression.isGenerator ? 'generator' : '',
    expression.lexicalThis ? 'arrow' : 'function',
    expression.name ?? '',
  ];
  const parameters = expression.parameters.map((parameter) => printParameter(parameter, indent)).join(', ');
  const head = words.filter((word) => word !== '').join(' ');
  return `${printAnnotations(expression.annotations, indent)}${head}(${parameters})${printTypes(expression.returnTypes)} ${printBody(expression.body, indent)}`;
}

function printParameter(parameter: Parameter, indent: string): string {
  const value = parameter.default === undefined ? '' : ` = ${printExpression(parameter.default, indent)}`;
  return `${printAnnotations(parameter.annotations, indent)}${parameter.rest ? '...' : ''}${parameter.name}${printTypes(parameter.types)}${value}`;
}

function printClass(expression: ClassExpression, indent: string): string {
  const name = expression.name === undefined ? '' : ` ${expression.name}`;
  const superclass =
    expression.superclass === undefined ? '' : ` extends ${printOperand(expression.superclass, indent)}`;
  const head = `${printAnnotations(expression.annotations, indent)}${expression.isAbstract ? 'abstract ' : ''}class${name}${superclass}${printTypes(expression.types)}`;
  return `${head} ${printLines(
    expression.members.map((member) => printMember(member, `${indent}  `)),
    indent,
  )}`;
}

function printMember(member: ClassMember, indent: string): string {
  const value = member.value === undefined ? '' : ` = ${printExpression(member.value, indent)}`;
  const name = member.name === undefined ? '' : ` ${member.name}`;
  return `${indent}${printAnnotations(member.annotations, indent)}${member.isStatic ? 'static ' : ''}${member.kind}${name}${printTypes(member.types)}${value}`;
}

function printRecord(entries: readonly RecordEntry[], indent: string): string {
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const parts = entries.map((entry) => printEntry(entry, inner));
  if (parts.every((part) => !part.includes('\n'))) return `{ ${parts.join(', ')} }`;
  return printLines(
    parts.map((part) => `${inner}${part}`),
    indent,
  );
}

function printEntry(entry: RecordEntry, indent: string): string {
  if (entry.kind === 'spread') return `...${printExpression(entry.value, indent)}`;
  const { key, value } = entry;
  if (entry.shorthand && value.kind === 'name' && value.name === key) return value.name;
  const name =
    typeof key !== 'string' ? `[${printExpression(key, indent)}]` : isPlainName(key) ? key : JSON.stringify(key);
  return `${name}: ${printExpression(value, indent)}`;
}

function printTemplate(expression: TemplateExpression, indent: string): string {
  const parts = expression.texts.map((text, index) => {
    const value = expression.values[index];
    return `${JSON.stringify(text).slice(1, -1)}${value === undefined ? '' : `\${${printExpression(value, indent)}}`}`;
  });
  return `\`${parts.join('')}\``;
}

function printOperation(operator: string, operands: readonly Expression[], indent: string): string {
  const [only, second] = operands;
  if (only !== undefined && second === undefined) return `(${operator} ${printExpression(only, indent)})`;
  return `(${operands.map((operand) => printExpression(operand, indent)).join(` ${operator} `)})`;
}
