import { defineFramework, type Behaviour, type FrameworkEntry } from '../shape.ts';

/**
 * Wrappers that only forward a handler's rejection to `next` (express-async-handler 1.2, async-middleware 1.2,
 * express-async-wrap 1.0), and the names under which projects write their own. What they give is the handler.
 * A house-made wrapper whose source is at hand is followed; its name counts only where it is not.
 */

const handsOn: Behaviour = { returns: { kind: 'argument', at: '0' } };

export const asyncHandlers: FrameworkEntry = defineFramework({
  name: 'async-handlers',
  packages: ['express-async-handler', 'express-async-wrap', 'async-middleware'],
  exports: { default: handsOn, '*': handsOn, wrap: handsOn },
  types: {},
  functions: {
    asyncHandler: handsOn,
    catchAsync: handsOn,
    asyncCatch: handsOn,
    catchAsyncErrors: handsOn,
    catchAsyncError: handsOn,
    catchErrors: handsOn,
    asyncWrapper: handsOn,
    asyncWrap: handsOn,
    wrapAsync: handsOn,
    asyncMiddleware: handsOn,
    handleAsync: handsOn,
    expressAsyncHandler: handsOn,
    tryCatch: handsOn,
    useAsync: handsOn,
  },
  handlerParameters: [],
  handlerParameterNames: [],
});
