// What turns the product by hand: needed by viewers with camera-controls, and not before they load something.

export { Input } from '../page/input.js';
