// Between the page and the commerce worker. Plain data only; `call` is a number that the page gives out.

import type { ViewerError } from '../messages.js';
import type { Cart, Order, Problem, Product, ProductPage } from './types.js';

/** What an answer has to be: the name of a type → AnswerKind of viewer/commerce/Answer.h. */
export const ANSWER_KINDS = { product: 0, products: 1, cart: 2, order: 3, problem: 4 } as const;

export interface Answers {
  product: Product;
  products: ProductPage;
  cart: Cart;
  order: Order;
}
export type AnswerName = keyof Answers;

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Absolute. */
  url: string;
  answer: AnswerName;
  credentials: RequestCredentials;
  /** JSON, or null. */
  body: string | null;
  headers: Record<string, string>;
}

export interface ApiError extends ViewerError {
  problem: Problem | null;
}

export type ToCommerce =
  { type: 'call'; call: number; request: ApiRequest } | { type: 'abort'; call: number };

/** `token`: of the Cart-Token header, '' where there was none. */
export type FromCommerce =
  | { call: number; value: Answers[AnswerName]; token: string; error: null }
  | { call: number; value: null; token: ''; error: ApiError };
