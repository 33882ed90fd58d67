import { describeSources } from './lint-sources.ts';

describeSources({
  title: 'all JavaScript that the development dependencies ship',
  names: /\.(?:[cm]?js|jsx)$/u,
  limit: Number.MAX_SAFE_INTEGER,
  atLeast: 1500,
  ownSeconds: 0.5,
});
