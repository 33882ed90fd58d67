export { authenticate } from './authenticate.js';
export { handleErrors } from './handle-errors.js';
