// Parses the Bicep files that are named as arguments and prints, as JSON, an object of their syntax trees by file name.
// The grammar is WebAssembly: nothing is compiled, and no install script runs.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(fileURLToPath(import.meta.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'))));

const trees = {};
for (const file of process.argv.slice(2)) {
  const tree = parser.parse(await readFile(file, 'utf8'));
  trees[basename(file)] = toJson(tree.rootNode);
  tree.delete();
}
console.log(JSON.stringify(trees));

/** Named nodes, and all that is wrong: what the grammar could not read, and what it had to imagine. */
function toJson(node) {
  return {
    type: node.type,
    text: node.text,
    line: node.startPosition.row + 1,
    problem: node.isError ? 'cannot be read' : node.isMissing ? `lacks ${node.type}` : null,
    children: node.children.filter(child => child.isNamed || child.isError || child.isMissing).map(toJson),
  };
}
