/**
 * Whether a function may lead to a write, going by its text and by the texts of what it names. Nothing is evaluated: most handlers
 * only read and answer, and are not worth more than a glance.
 */
import { parseAccessName } from '../../catalog/naming.ts';
import type { Range } from '../../languages/program.ts';
import { findCell, isGlobalName, readCell } from '../domain/frame.ts';
import type { Cell, EvaluatedModule, Frame } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import type { Closure, Value, What } from '../domain/value.ts';
import { getPairedNouns } from '../names/paired-nouns.ts';
import type { WriteMarks } from './find-catalog-marks.ts';

/** Never false where evaluation would find a write, or a fact that is reported by itself. */
export type WriteSearch = (values: readonly Value[]) => boolean;

const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;
/** `services.orders.pay(`: a function of the file `orders` in a folder `services`. */
const PATH = /(?<![\w$])([\w$]+)\s*\??\.\s*([\w$]+)\s*\??\.\s*[\w$]+\s*\(/g;
/** `currentUser = user`, `this.user = user`: what one request leaves behind for the next is reported by itself. */
const ASSIGNMENT = /^[ \t]+([\w$]+)(?:[.[\]][\w$.[\]]*)?[ \t]*=[^=>]/gm;

/** Texts gone through for one question; whoever names more is taken to write. */
const MAX_TEXTS = 200;

interface Place {
  readonly module: EvaluatedModule;
  readonly range: Range;
  readonly frame: Frame;
}

export function createWriteSearch(run: Run, marks: WriteMarks): WriteSearch {
  const harmless = new Map<object, Set<object>>();
  const files = new Map<Cell, boolean>();
  const isWritingFile = (cell: Cell): boolean => {
    let answer = files.get(cell);
    if (answer === undefined)
      files.set(
        cell,
        (answer = cell.imported !== undefined && run.modules.isWritingImport(cell.imported.source, cell.imported.from)),
      );
    return answer;
  };

  let attached = 0;

  return (values) => {
    // What was harmless may name what was put somewhere since.
    if (attached !== run.modules.attached.count) harmless.clear();
    attached = run.modules.attached.count;
    const places: Place[] = [];
    const seen = new Set<object>();
    const visited = new Map<object, Set<object>>();

    const look = (key: object, place: Place): void => {
      if (harmless.get(key)?.has(place.frame) === true) return;
      let frames = visited.get(key);
      if (frames?.has(place.frame) === true) return;
      if (frames === undefined) visited.set(key, (frames = new Set()));
      frames.add(place.frame);
      places.push(place);
    };
    const lookAtFunction = ({ node, frame, module, self }: Closure): boolean => {
      look(node, { module, range: node.range, frame });
      return self !== undefined && mayWrite(self);
    };
    const lookAtClass = ({ node, frame, module }: Extract<What, { kind: 'class' }>): void => {
      look(node, { module, range: node.range, frame });
    };
    const getAssigned = (object: object): readonly Value[] =>
      [...run.state.getFields(object).values()].map((write) => write.value);
    const areWriting = (list: Iterable<Value>): boolean => {
      for (const value of list) if (mayWrite(value)) return true;
      return false;
    };
    /** Whether what can be done with the value writes at once; texts it leads to are put among `places`. */
    const mayWrite = (value: Value): boolean => {
      const { what } = value;
      if (seen.has(what)) return false;
      seen.add(what);
      switch (what.kind) {
        case 'function':
          return lookAtFunction(what.closure);
        case 'class':
          lookAtClass(what);
          return false;
        case 'instance':
          lookAtClass(what.class);
          return areWriting(getAssigned(what));
        case 'record':
          return areWriting(what.fields.values()) || areWriting(what.spreads) || areWriting(getAssigned(what));
        case 'list':
          return areWriting(what.elements);
        case 'operation':
          return areWriting(what.operands);
        case 'module':
          look(what.module, { module: what.module, range: what.module.program.range, frame: what.module.frame });
          return false;
        case 'behaviour':
          return marks.isWriting(what.behaviour) || (what.receiver !== undefined && mayWrite(what.receiver));
        case 'handle':
          // A model may have functions of its own, which its schema was given.
          return what.entry.kind === 'store' && (areWriting(what.made) || areWriting(getAssigned(what)));
        case 'constant':
          return typeof what.value === 'string' && marks.mayWrite(what.value);
        case 'text':
          return what.texts.some(marks.mayWrite) || areWriting(what.values);
        default:
          return false;
      }
    };
    const isWritingCell = (cell: Cell): boolean => {
      if (seen.has(cell)) return false;
      seen.add(cell);
      // The file as a whole first: only where something in it may write is it worth knowing which part of it was imported.
      if (
        cell.imported !== undefined &&
        !marks.isWritingExport(run.catalog.findPackage(cell.imported.source), cell.imported.name) &&
        !isWritingFile(cell)
      )
        return false;
      const value = readCell(run, cell);
      // A type of a file in which something may write: what is behind it is anybody's.
      if (cell.imported !== undefined && value?.what.kind === 'unknown') return true;
      return value !== undefined && mayWrite(value);
    };
    const isWritingPlace = ({ module, range, frame }: Place): boolean => {
      const text = module.text.slice(range[0], range[1]);
      // Imports inside functions bind no name of the file.
      if (marks.mayWrite(text) || run.modules.holdsWritingImport(text, module)) return true;
      const isPaired = getPairedNouns(module).size > 0;
      for (const [, name = ''] of text.matchAll(ASSIGNMENT)) {
        if (name === 'this' || isGlobalName(name) || findCell(frame, name)?.isModuleLevel === true) return true;
      }
      for (const word of new Set(text.match(WORD))) {
        if (isPaired && parseAccessName(word)?.operation === 'write') return true;
        if (areWriting(run.modules.attached.byName.get(word) ?? [])) return true;
        const cell = findCell(frame, word);
        if (
          cell === undefined
            ? isModelName(word) && run.modules.isWritingDefinition(run.catalog.modelFolders, word)
            : isWritingCell(cell)
        )
          return true;
      }
      for (const [, folder = '', name = ''] of text.matchAll(PATH))
        if (run.modules.isWritingDefinition([folder], name)) return true;
      return false;
    };

    if (areWriting(values)) return true;
    for (let looked = 0, place = places.pop(); place !== undefined; place = places.pop())
      if (looked++ >= MAX_TEXTS || isWritingPlace(place)) return true;
    for (const [key, frames] of visited) {
      const known = harmless.get(key);
      if (known === undefined) harmless.set(key, frames);
      else for (const frame of frames) known.add(frame);
    }
    return false;
  };
}

/** A name in capitals that neither the file nor the language has: where folders are loaded as a whole, models are reached by such. */
function isModelName(name: string): boolean {
  return /^[A-Z]\w*[a-z]/.test(name) && !(name in globalThis);
}
