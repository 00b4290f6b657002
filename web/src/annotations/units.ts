// Lengths in the shopper's units.

export type Unit = 'm' | 'cm' | 'mm' | 'in';

const NAMES: Readonly<Record<Unit, [name: string, perMetre: number]>> = {
  m: ['meter', 1],
  cm: ['centimeter', 100],
  mm: ['millimeter', 1000],
  in: ['inch', 1 / 0.0254],
};
const REGION = /-[A-Z]{2}\b/i;
/** Where lengths of products are told in inches. */
const INCHES = /-(?:US|LR|MM)\b/i;

/**
 * `wanted` is the attribute; what it doesn't say is decided by the region and the size: the page's region where its
 * language names one, else the visitor's.
 */
export function unitFor(wanted: string | null, page: string, metres: number): Unit {
  if (wanted && wanted in NAMES) return wanted as Unit;
  if (INCHES.test(REGION.test(page) ? page : navigator.language)) return 'in';
  return metres < 0.01 ? 'mm' : metres < 10 ? 'cm' : 'm';
}

/** Three digits are as much as a product's size is worth telling. */
export function lengthInWords(metres: number, unit: Unit, locale: string): string {
  const [name, perMetre] = NAMES[unit];
  const value = metres * perMetre;
  const options: Intl.NumberFormatOptions = {
    style: 'unit',
    unit: name,
    maximumSignificantDigits: value < 100 ? 3 : 4,
  };
  try {
    return new Intl.NumberFormat(locale, options).format(value);
  } catch {
    return new Intl.NumberFormat('en', options).format(value); // lang is no language
  }
}
