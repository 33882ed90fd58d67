import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';

/**
 * The language's own higher-order functions and wrappers: what runs when a list is walked or a promise is made, and which
 * calls hand on what they were given. No framework; it has no handlers.
 * Elements are `receiver.*`: a row found with `rows.find(…)` is a row of the same read.
 */

const walks: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: '0',
      parameters: [{ kind: 'argument', at: 'receiver.*' }, { kind: 'unknown' }, { kind: 'argument', at: 'receiver' }],
      loops: true,
    },
  ],
};
const selects: Behaviour = { ...walks, returns: { kind: 'receiver' } };
const picks: Behaviour = { ...walks, returns: { kind: 'argument', at: 'receiver.*' } };
const gathers: Behaviour = { ...walks, returns: { kind: 'callback-result' } };
const folds: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: '0',
      parameters: [
        { kind: 'argument', at: '1' },
        { kind: 'argument', at: 'receiver.*' },
        { kind: 'unknown' },
        { kind: 'argument', at: 'receiver' },
      ],
      loops: true,
    },
  ],
  returns: { kind: 'callback-result' },
};
const sorts: Behaviour = {
  effects: [
    {
      kind: 'callback',
      function: '0',
      parameters: [
        { kind: 'argument', at: 'receiver.*' },
        { kind: 'argument', at: 'receiver.*' },
      ],
    },
  ],
  returns: { kind: 'receiver' },
};
const same: Behaviour = { returns: { kind: 'receiver' } };
const handsOn: Behaviour = { returns: { kind: 'argument', at: '0' } };
const runsLater: Behaviour = { effects: [{ kind: 'callback', function: '0', parameters: [], when: 'later' }] };

export const ecmascript: FrameworkEntry = defineFramework({
  name: 'ecmascript',
  packages: [],
  exports: {},
  globals: {
    Promise: { type: 'PromiseConstructor' },
    Object: { type: 'ObjectConstructor' },
    Array: { type: 'ArrayConstructor' },
    Number: { type: 'NumberConstructor' },
    JSON: { type: 'JSON' },
    String: handsOn,
    Boolean: handsOn,
    BigInt: handsOn,
    parseInt: handsOn,
    parseFloat: handsOn,
    structuredClone: handsOn,
    setTimeout: runsLater,
    setInterval: runsLater,
    setImmediate: runsLater,
    queueMicrotask: runsLater,
  },
  types: {
    List: {
      literal: 'list',
      members: {
        forEach: walks,
        map: gathers,
        flatMap: gathers,
        filter: selects,
        find: picks,
        findLast: picks,
        findIndex: gathers,
        findLastIndex: gathers,
        some: gathers,
        every: gathers,
        reduce: folds,
        reduceRight: folds,
        sort: sorts,
        toSorted: sorts,
        slice: same,
        reverse: same,
        toReversed: same,
        concat: same,
        flat: same,
        values: same,
        at: { returns: { kind: 'argument', at: 'receiver.*' } },
        pop: { returns: { kind: 'argument', at: 'receiver.*' } },
        shift: { returns: { kind: 'argument', at: 'receiver.*' } },
      },
      // `find` and `some` are database methods too: only a function for the first argument tells.
      recognise: {
        methodArguments: {
          forEach: { first: 'function' },
          map: { first: 'function' },
          flatMap: { first: 'function' },
          filter: { first: 'function' },
          find: { first: 'function' },
          findLast: { first: 'function' },
          findIndex: { first: 'function' },
          some: { first: 'function' },
          every: { first: 'function' },
          reduce: { first: 'function' },
        },
        certainty: 'certain',
      },
    },
    Function: {
      literal: 'function',
      members: {
        bind: same,
        call: {
          effects: [
            {
              kind: 'callback',
              function: 'receiver',
              parameters: [
                { kind: 'argument', at: '1' },
                { kind: 'argument', at: '2' },
                { kind: 'argument', at: '3' },
              ],
            },
          ],
          returns: { kind: 'callback-result' },
        },
        apply: {
          effects: [
            {
              kind: 'callback',
              function: 'receiver',
              parameters: [
                { kind: 'argument', at: '1.0' },
                { kind: 'argument', at: '1.1' },
                { kind: 'argument', at: '1.2' },
              ],
            },
          ],
          returns: { kind: 'callback-result' },
        },
      },
    },
    PromiseConstructor: {
      construct: {
        effects: [
          {
            kind: 'callback',
            function: '0',
            parameters: [
              { kind: 'function', effects: [], returns: { kind: 'argument', at: '0' } },
              { kind: 'function', effects: [] },
            ],
          },
        ],
        returns: { kind: 'callback-result', parameter: 0 },
      },
      members: {
        // A list of promises becomes the list of their values; awaiting changes no source.
        all: handsOn,
        allSettled: handsOn,
        race: { returns: { kind: 'argument', at: '0.*' } },
        any: { returns: { kind: 'argument', at: '0.*' } },
        resolve: handsOn,
      },
    },
    ObjectConstructor: {
      members: {
        assign: { effects: [{ kind: 'assign', target: '0', data: 'rest:1' }], returns: { kind: 'argument', at: '0' } },
        freeze: handsOn,
        seal: handsOn,
        values: handsOn,
        entries: handsOn,
        fromEntries: handsOn,
      },
    },
    ArrayConstructor: {
      members: {
        from: {
          effects: [
            {
              kind: 'callback',
              function: '1',
              parameters: [{ kind: 'argument', at: '0.*' }, { kind: 'unknown' }],
              loops: true,
            },
          ],
          returns: { kind: 'argument', at: '0' },
        },
      },
    },
    NumberConstructor: { call: handsOn, members: { parseInt: handsOn, parseFloat: handsOn } },
    JSON: { members: { parse: handsOn, stringify: handsOn } },
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
