// The custom elements manifest (https://custom-elements-manifest.open-wc.org), from what is true: the attributes that
// the class observes, the members and events of its declarations, and the words of docs/embedding.md.

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MODULE = 'product-viewer.js';
const CLASS = 'ProductViewerElement';
const EVENTS = 'ProductViewerEventMap';
/** The platform's own; nobody calls them. */
const LIFE =
  /^(constructor|connectedCallback|disconnectedCallback|adoptedCallback|attributeChangedCallback)$/;

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
const plain = (markdown) => markdown.replace(/`/g, '').trim();

/** Rows of the table below a heading; a first cell may name several things. */
function table(guide, heading) {
  const section = guide.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0];
  if (!section) throw new Error(`docs/embedding.md has no section "${heading}".`);
  const rows = new Map();
  for (const line of section.split('\n')) {
    const cells = line.split(/(?<!\\)\|/).slice(1, -1);
    if (cells.length < 2 || !cells[0].includes('`')) continue;
    const names = [...cells[0].matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    for (const name of names) rows.set(name, cells.slice(1).map(plain));
  }
  return rows;
}

/** What stands after a label such as "Slots:", up to the full stop or semicolon: every name in backquotes. */
function named(guide, label) {
  const found = new RegExp(`${label}([^.;]*)`).exec(guide);
  return [...(found?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => ({ name }));
}

/** The words for the types of the properties that mirror attributes. */
const KINDS = { 'string | null': 'string', number: 'number', boolean: 'boolean' };

function attributeList(element, guide, propertyType) {
  const rows = table(guide, 'Attributes');
  return element.observedAttributes.map((name) => {
    const row = rows.get(name);
    if (!row) throw new Error(`docs/embedding.md says nothing of the attribute "${name}".`);
    const text = KINDS[propertyType(camel(name))];
    if (!text) throw new Error(`The attribute "${name}" has no property "${camel(name)}".`);
    return { name, fieldName: camel(name), type: { text }, description: row[0] };
  });
}

const comment = (node) => {
  const text = ts.getJSDocCommentsAndTags(node).map((doc) => ts.getTextOfJSDocComment(doc.comment));
  return text.length ? { description: text.join('\n') } : {};
};
const typeOf = (node) => ({ type: { text: node?.getText() ?? 'void' } });

function member(node) {
  if (!node.name || ts.isPrivateIdentifier(node.name)) return null;
  const name = node.name.getText();
  const isStatic = node.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
  if (isStatic || LIFE.test(name)) return null;
  const { description } = comment(node);
  const about = { name, ...(description ? { description } : {}) };
  if (ts.isMethodDeclaration(node)) {
    const parameters = node.parameters.map((p) => ({
      name: p.name.getText(),
      ...typeOf(p.type),
      ...(p.questionToken ? { optional: true } : {}),
    }));
    return { kind: 'method', ...about, parameters, return: typeOf(node.type) };
  }
  if (ts.isGetAccessor(node)) return { kind: 'field', ...about, ...typeOf(node.type) };
  return null;
}

/** `entry`: the built module; `types`: the file of its declarations. */
export async function customElements(entry, types) {
  const { ProductViewerElement: element } = await import(pathToFileURL(entry));
  const guide = await readFile(join(ROOT, 'docs/embedding.md'), 'utf8');
  const program = ts.createProgram([types], {
    target: ts.ScriptTarget.ES2022,
    strict: true,
    types: [],
  });
  const source = program.getSourceFile(types);
  const checker = program.getTypeChecker();
  const propertyType = (name) => {
    const type = checker.getTypeAtLocation(find(CLASS));
    const property = type.getProperty(name);
    return property && checker.typeToString(checker.getTypeOfSymbol(property));
  };
  const find = (name) => source.statements.find((s) => s.name?.getText() === name);
  /** A class and those that it extends, as far as they are ours. */
  const chain = (node) => {
    const base = find(node.heritageClauses?.[0]?.types[0]?.expression.getText());
    return base && ts.isClassDeclaration(base) ? [node, ...chain(base)] : [node];
  };
  const nodes = chain(find(CLASS)).flatMap((node) => [...node.members]);
  const members = nodes.map(member).filter(Boolean);
  const writable = new Set(nodes.filter(ts.isSetAccessor).map((node) => node.name.getText()));
  for (const field of members)
    if (field.kind === 'field' && !writable.has(field.name)) field.readonly = true;
  const attributes = attributeList(element, guide, propertyType);
  const events = find(EVENTS).members.map((node) => ({
    name: node.name.text,
    type: { text: `CustomEvent<${node.type.getText().replace(/\s+/g, ' ')}>` },
    ...comment(node),
  }));
  const declaration = {
    kind: 'class',
    name: CLASS,
    tagName: 'product-viewer',
    customElement: true,
    description: 'A 3D product viewer whose engine runs in a worker.',
    superclass: { name: 'HTMLElement' },
    attributes,
    members,
    events,
    slots: [...named(guide, 'Slots:'), { name: '', description: 'What lies on top.' }],
    cssProperties: named(guide, 'CSS:'),
    cssParts: named(guide, '; parts'),
  };
  const manifest = {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: [declaration],
        exports: [
          { kind: 'js', name: CLASS, declaration: { name: CLASS, module: MODULE } },
          {
            kind: 'custom-element-definition',
            name: 'product-viewer',
            declaration: { name: CLASS, module: MODULE },
          },
        ],
      },
    ],
  };
  return { attributes, manifest };
}
