import { describeSources } from './lint-sources.ts';

describeSources({
  title: 'JavaScript that the development dependencies ship',
  names: /\.(?:[cm]?js|jsx)$/u,
  limit: 400,
  atLeast: 400,
});
